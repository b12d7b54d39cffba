package io.lameduck.benchmarks.service;

import io.lameduck.rehearsal.pod.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A candidate as a process of its own, outside a cluster. What it says is thrown away. */
public final class RunningService implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(1);
  private static final Duration LONGEST_END = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Candidate candidate;
  private final Process process;
  private final int port;
  private final int probePort;

  /** HTTP/1.1, so that a request is a connection, and holds a thread where there are threads. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningService(Candidate candidate, Process process, int port, int probePort) {
    this.candidate = candidate;
    this.process = process;
    this.port = port;
    this.probePort = probePort;
  }

  /**
   * Starts it, and waits until it is ready.
   *
   * @param more variables; {@code {probe-port}} in a value stands for that port
   * @throws IOException if it cannot be started
   * @throws IllegalStateException if it does not get ready within a minute
   */
  public static RunningService start(Candidate candidate, Map<String, String> more)
      throws IOException, InterruptedException {
    int port = FreePort.choose();
    int probePort = FreePort.choose();
    ProcessBuilder builder =
        new ProcessBuilder(candidate.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(KUBERNETES|LAMEDUCK)_.*"));
    environment.putAll(candidate.environment());
    environment.put("PORT", Integer.toString(port));
    environment.put("PROBE_PORT", Integer.toString(probePort));
    more.forEach(
        (name, value) ->
            environment.put(name, value.replace("{probe-port}", Integer.toString(probePort))));
    RunningService service = new RunningService(candidate, builder.start(), port, probePort);
    service.awaitReady();
    return service;
  }

  public int port() {
    return port;
  }

  /** The port on which the candidate's probes are by its own choice. */
  public int readyPort() {
    return candidate.probePort() ? probePort : port;
  }

  /** The port that was offered for probes. */
  public int probePort() {
    return probePort;
  }

  /** Asks for a path on its main port. */
  public CompletableFuture<HttpResponse<String>> get(String path) {
    return client.sendAsync(request(port, path), BodyHandlers.ofString());
  }

  /**
   * Sends SIGTERM; the result is the time at which the process was gone, by {@link
   * System#nanoTime}.
   *
   * @throws TimeoutException if it is not gone within a minute
   */
  public long terminate() throws InterruptedException, TimeoutException {
    process.destroy();
    if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(candidate.name() + " did not end in " + LONGEST_END);
    }
    return System.nanoTime();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitReady() throws InterruptedException {
    long limit = System.nanoTime() + LONGEST_START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > limit) {
        close();
        throw new IllegalStateException(candidate.name() + " did not get ready");
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return client.send(request(port, "/"), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(LONGEST_START)
        .build();
  }
}
