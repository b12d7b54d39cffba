package io.lameduck.it;

import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Container;
import io.lameduck.rehearsal.pod.Processes;
import io.lameduck.rehearsal.pod.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One process of a service, with nobody but the test to look after it. Whoever starts it closes it;
 * closing kills what still runs.
 */
public final class Instance implements AutoCloseable {
  /**
   * The longest a start may take. Beside a rehearsal on two cores, Spring Boot was not half-way
   * after thirty seconds.
   */
  static final Duration START = Duration.ofMinutes(2);

  private static final int PATIENCE_MILLIS = 2000;

  private final Processes processes = Processes.create();
  private final PodSpec spec;
  private final Container container;
  private volatile @Nullable Long signalNanos;

  private Instance(PodSpec spec, Consumer<String> out) {
    this.spec = spec;
    this.container = Container.start(spec, processes, out);
  }

  /** Starts the process; every line it writes goes to {@code out}, on another thread. */
  public static Instance start(PodSpec spec, Consumer<String> out) {
    return new Instance(spec, out);
  }

  /** Waits until the readiness probe passes; fails at once if the process ends. */
  public Instance awaitReady() {
    return awaitStatus("/ready", 200);
  }

  /** Waits until a probe gets this status; fails at once if the process ends. */
  public Instance awaitStatus(String path, int status) {
    await(path + " of " + spec.name() + " to be " + status)
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .failFast(this::checkAlive)
        .until(() -> status(path) == status);
    return this;
  }

  private void checkAlive() throws InterruptedException {
    if (!container.isAlive()) {
      container.finish(); // or the end of its log might not be read yet
      throw new IllegalStateException(spec.name() + " has ended:\n" + String.join("\n", log()));
    }
  }

  /** The status a probe gets on a new connection, or 0 if it gets no answer. */
  public int status(String path) {
    return status(port(), path);
  }

  /** The same on another port of the instance. */
  public static int status(int port, String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setRequestProperty("Connection", "close");
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Waits for a line of the log that contains this text. */
  public void awaitLog(String text, Duration atMost) {
    awaitLog("'" + text + "' in the log", line -> line.contains(text), atMost);
  }

  void awaitLog(String what, Predicate<String> line, Duration atMost) {
    await(what).atMost(atMost).until(() -> log().stream().anyMatch(line));
  }

  /** Sends a signal; from the latest one {@link End#afterSignal()} is counted. */
  public void signal(Signal signal) throws InterruptedException {
    signalNanos = System.nanoTime();
    container.signal(signal);
  }

  /**
   * Waits for the end; kills what still runs when the grace period is over, which is counted from
   * the latest signal, or from now if there was none.
   */
  public End awaitEnd() throws InterruptedException {
    Long signal = signalNanos;
    return awaitEnd(signal == null ? System.nanoTime() : signal);
  }

  /** The same with a grace period that began at this reading of {@link System#nanoTime()}. */
  public End awaitEnd(long since) throws InterruptedException {
    container.awaitExit(spec.gracePeriod().minusNanos(System.nanoTime() - since));
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    String message = container.finish();
    return new End(container.exit().join(), took, message);
  }

  /** The lines written so far, standard output and error together. */
  public List<String> log() {
    return container.log();
  }

  public int port() {
    return container.port();
  }

  /** The number of the port that stands as <code>{port:NAME}</code> in the specification. */
  public int port(String name) {
    return container.ports().of(name);
  }

  public long pid() {
    return container.pid();
  }

  public boolean isAlive() {
    return container.isAlive();
  }

  @Override
  public void close() {
    container.close();
    processes.close();
  }
}
