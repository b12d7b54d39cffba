package io.lameduck.it.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance: a child process, treated as the kubelet treats a container. Whoever starts it
 * closes it; closing kills what still runs.
 */
public final class Pod implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PodSpec spec;
  private final Endpoint endpoint;
  private final Path terminationLog;
  private final Process process;
  private final CompletableFuture<Long> exitNanos;
  private final PodLog log;
  private volatile @Nullable Long signalNanos;

  private Pod(PodSpec spec, int port, Path terminationLog, Process process, Consumer<String> out) {
    this.spec = spec;
    this.endpoint = new Endpoint(spec.name(), port);
    this.terminationLog = terminationLog;
    this.process = process;
    this.exitNanos = process.onExit().thenApply(ended -> System.nanoTime());
    this.log = new PodLog(process, out);
  }

  /** Starts the process; every line it writes goes to {@code out}, on another thread. */
  public static Pod start(PodSpec spec, Consumer<String> out) {
    try {
      int port = FreePort.choose();
      Path terminationLog = Files.createTempFile(spec.name() + "-", ".termination-log");
      return new Pod(
          spec, port, terminationLog, Brood.start(spec.process(port, terminationLog)), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the readiness probe passes; fails at once if the process ends. */
  public Pod awaitReady() {
    return awaitStatus("/ready", 200);
  }

  /** Waits until a probe gets this status; fails at once if the process ends. */
  public Pod awaitStatus(String path, int status) {
    await(path + " of " + spec.name() + " to be " + status)
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .failFast(this::checkAlive)
        .until(() -> status(path) == status);
    return this;
  }

  private void checkAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(spec.name() + " has ended:\n" + String.join("\n", log()));
    }
  }

  /** The status a probe gets on a new connection, or 0 if it gets no answer. */
  public int status(String path) {
    try (Connection connection = Connection.open(endpoint, PATIENCE)) {
      return connection.exchange(Request.get(path)).status();
    } catch (RequestFailed e) {
      return 0;
    }
  }

  /** Waits for a line of the log that contains this text. */
  public void awaitLog(String text, Duration atMost) {
    await("'" + text + "' in the log")
        .atMost(atMost)
        .until(() -> log.lines().stream().anyMatch(line -> line.contains(text)));
  }

  /** Sends a signal; from the latest one {@link PodEnd#afterSignal()} is counted. */
  public void signal(Signal signal) throws IOException, InterruptedException {
    signalNanos = System.nanoTime();
    signal.sendTo(process);
  }

  /**
   * Waits for the end; kills what still runs when the grace period is over, which is counted from
   * the latest signal, or from now if there was none.
   */
  public PodEnd awaitEnd() throws InterruptedException {
    Long signal = signalNanos;
    long since = signal == null ? System.nanoTime() : signal;
    long ended = exitNanos(since + spec.gracePeriod().toNanos());
    log.awaitEnd();
    return end(Duration.ofNanos(ended - since));
  }

  private long exitNanos(long killNanos) throws InterruptedException {
    try {
      return exitNanos.get(killNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      process.toHandle().destroyForcibly();
      return exitNanos.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private PodEnd end(Duration took) {
    return new PodEnd(spec.name(), process.exitValue(), took, terminationMessage());
  }

  /** What the process has left for {@code kubectl describe}; empty if nothing. */
  public String terminationMessage() {
    try {
      return Files.readString(terminationLog, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines written so far, standard output and error together. */
  public List<String> log() {
    return log.lines();
  }

  public int port() {
    return endpoint.port();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    Brood.end(process);
    try {
      Files.deleteIfExists(terminationLog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
