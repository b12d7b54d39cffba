package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.pod.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus on loopback; closing it kills it. */
final class Prometheus implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_BACK = Duration.ofMinutes(1);

  private final Process process;
  private final URI address;

  private Prometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it with {@code prometheus.yaml} of the folder, where it also keeps its data, and waits
   * until it answers queries.
   */
  static Prometheus start(Path folder) throws IOException {
    int port = FreePort.choose();
    List<String> command =
        List.of(
            "prometheus",
            "--config.file=" + folder.resolve("prometheus.yaml"),
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    started.awaitReady();
    return started;
  }

  private void awaitReady() {
    try {
      await("Prometheus to be ready")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class) // nobody listens yet
          .until(() -> get("/-/ready").statusCode() == 200);
    } catch (RuntimeException e) {
      close(); // nobody else will
      throw e;
    }
  }

  void awaitResult(String expression) {
    await(expression).atMost(PATIENCE).until(() -> !now(expression).isEmpty());
  }

  /** What the expression gives now: an array of series, each with its latest value. */
  JsonNode now(String expression) throws IOException, InterruptedException {
    return data("query", "query=" + encoded(expression)).path("result");
  }

  /** What it gave in each second of the last minute. */
  JsonNode lately(String expression) throws IOException, InterruptedException {
    Instant now = Instant.now();
    return data(
            "query_range",
            "step=1&start=%s&end=%s&query=%s"
                .formatted(now.minus(LOOK_BACK), now, encoded(expression)))
        .path("result");
  }

  /** The names of all that was ever scraped. */
  List<String> names() throws IOException, InterruptedException {
    return data("label/__name__/values", "").valueStream().map(JsonNode::asString).toList();
  }

  private JsonNode data(String resource, String query) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/api/v1/" + resource + "?" + query);
    if (answer.statusCode() != 200) {
      throw new IllegalArgumentException(answer.body());
    }
    return JsonMapper.shared().readTree(answer.body()).path("data");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
