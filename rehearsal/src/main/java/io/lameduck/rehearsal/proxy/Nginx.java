package io.lameduck.rehearsal.proxy;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.StartFailed;
import io.lameduck.rehearsal.pod.Container;
import io.lameduck.rehearsal.pod.Executable;
import io.lameduck.rehearsal.pod.FreePort;
import io.lameduck.rehearsal.pod.Processes;
import io.lameduck.rehearsal.pod.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An nginx of the rehearsal's own. It learns of pods as an ingress controller does: its
 * configuration is written anew, and nginx reloads it. One thread.
 */
public final class Nginx implements AutoCloseable {
  private static final String NAME = "nginx";

  /** Where distributions put it, which is not on every user's path. */
  private static final List<String> PLACES =
      List.of(NAME, "/usr/sbin/nginx", "/usr/local/sbin/nginx");

  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final String ROOT = "root";

  private final int port = FreePort.choose();
  private final Path folder;
  private final Container process;
  private final CountDownLatch closed = new CountDownLatch(1);
  private List<Endpoint> pods;

  private Nginx(String program, List<Endpoint> pods, Processes processes, Consumer<String> log)
      throws IOException {
    this.folder = Files.createTempDirectory("lameduck-nginx-");
    this.pods = pods;
    writeConfig();
    List<String> command = List.of(program, "-p", folder + "/", "-c", config().toString());
    this.process = Container.start(PodSpec.of(NAME, command), processes, log);
  }

  /** Whether there is one on this machine. */
  public static boolean isInstalled() {
    return find().isPresent();
  }

  private static Optional<Path> find() {
    return PLACES.stream().flatMap(place -> Executable.find(place).stream()).findFirst();
  }

  /**
   * Returns the program.
   *
   * @throws StartFailed if it is not installed
   */
  public static Path program() {
    return find()
        .orElseThrow(
            () ->
                new StartFailed(
                    StartFailed.Reason.COMMAND_NOT_FOUND,
                    "nginx is not installed (expected: nginx on the PATH; apt-get install"
                        + " nginx-light, apk add nginx or brew install nginx installs it)"));
  }

  /**
   * Starts it in front of these pods, and waits until it accepts connections.
   *
   * @param log told every line that nginx writes, on another thread
   * @throws StartFailed if it does not start
   */
  public static Nginx start(List<Endpoint> pods, Processes processes, Consumer<String> log)
      throws InterruptedException {
    try {
      Nginx nginx = new Nginx(program().toString(), pods, processes, log);
      nginx.awaitListening();
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.finish();
        String log = String.join("\n", process.log());
        close();
        throw new StartFailed(StartFailed.Reason.CRASHED, "nginx did not start:\n" + log);
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where clients connect. */
  public Endpoint endpoint() {
    return new Endpoint(NAME, port);
  }

  /** Begins to learn of every change of the endpoints, so much later. */
  public void follow(Endpoints endpoints, Duration lag) {
    Thread thread = new Thread(() -> reloadOnChange(endpoints, lag), "nginx reload");
    thread.setDaemon(true);
    thread.start();
  }

  private void reloadOnChange(Endpoints endpoints, Duration lag) {
    try {
      while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        List<Endpoint> known = endpoints.knownAfter(lag);
        if (!known.equals(pods)) {
          pods = known;
          writeConfig();
          process.signal(Signal.HUP);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException e) {
      // close() has removed the folder, or nginx has ended, which requireAlive() finds.
    }
  }

  private Path config() {
    return folder.resolve("nginx.conf");
  }

  private void writeConfig() throws IOException {
    String user = ROOT.equals(System.getProperty("user.name")) ? ROOT : "";
    Files.writeString(config(), new NginxConfig(folder, port, user, pods).text());
  }

  /**
   * Checks that it still runs: its end is no fault of the service.
   *
   * @throws IllegalStateException with its log, otherwise
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx has ended:\n" + String.join("\n", process.log()));
    }
  }

  /** Kills it, and removes what it has written. */
  @Override
  public void close() {
    closed.countDown();
    process.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
