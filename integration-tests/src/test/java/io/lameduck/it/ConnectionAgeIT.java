package io.lameduck.it;

import static io.lameduck.it.Misbehaviour.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The maximum age of a connection at the edge of its figures: the least there is, and less. */
@Timeout(60)
class ConnectionAgeIT {
  private static final Duration LEAST_DRAWN = Duration.ofMillis(900);
  private static final int CONNECTIONS = 3;

  @RegisterExtension private final Instances instances = new Instances();

  private final HttpClient client = HttpClient.newHttpClient();

  private static PodSpec aged(String age) {
    return Instances.spec(NONE).with("LAMEDUCK_CONNECTION_MAX_AGE", age);
  }

  @Test
  void aClientInConstantUseIsAskedToLeaveNotBeforeItsAgeAndIsAlwaysAnswered() throws Exception {
    Instance instance = instances.start(aged("1s")).awaitReady();
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      assertThat(ageOfAConnection(instance)).isGreaterThanOrEqualTo(LEAST_DRAWN);
    }
  }

  @Test
  void aRequestThatOutlivesItsConnectionsAgeIsAnswered() throws Exception {
    Instance instance = instances.start(aged("1s")).awaitReady();
    HttpResponse<String> slow = get(instance, "/slow?ms=2500");
    assertThat(slow.statusCode()).isEqualTo(200);
    assertThat(slow.body()).isEqualTo("slow");
    assertThat(announcesTheEnd(slow)).isTrue();
  }

  @Test
  void anAgeOfLessThanASecondKeepsTheServiceFromStarting() throws Exception {
    Instance instance = instances.start(aged("999ms"));
    End end = instance.awaitEnd();
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.message())
        .contains("LAMEDUCK_CONNECTION_MAX_AGE: \"999ms\" (expected: at least 1s)");
  }

  private Duration ageOfAConnection(Instance instance) throws Exception {
    long begun = System.nanoTime();
    boolean last = false;
    while (!last) {
      HttpResponse<String> response = get(instance, "/");
      assertThat(response.statusCode()).isEqualTo(200);
      last = announcesTheEnd(response);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private HttpResponse<String> get(Instance instance, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + instance.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).GET().build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static boolean announcesTheEnd(HttpResponse<?> response) {
    return response.headers().firstValue("Connection").filter("close"::equals).isPresent();
  }
}
