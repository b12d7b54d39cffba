package io.lameduck.rehearsal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.StartFailed;
import io.lameduck.rehearsal.pod.Processes;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One nginx, in front of servers that are no processes. */
@Timeout(60)
class NginxIT {
  private static final Clients FRESH = Clients.of(ClientKind.FRESH, 2);

  private final Stopwatch stopwatch = Stopwatch.start();
  private final Endpoints endpoints = new Endpoints(stopwatch);
  private final Processes processes = Processes.create();
  private final MockWebServer first = new MockWebServer();
  private final MockWebServer second = new MockWebServer();

  @BeforeEach
  void skipWithoutNginx() {
    assumeThat(Nginx.isInstalled()).as("nginx is installed").isTrue();
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    processes.close();
  }

  private static Endpoint serving(String pod, MockWebServer server, MockResponse answer)
      throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
    server.start();
    return new Endpoint(pod, server.getPort());
  }

  private static MockResponse ok() {
    return new MockResponse.Builder().body("fine").build();
  }

  private Nginx inFrontOf(List<Endpoint> pods) throws InterruptedException {
    pods.forEach(endpoints::add);
    return Nginx.start(pods, processes, line -> {});
  }

  private Load ask(Nginx nginx, Clients clients) {
    return Load.startThrough(
        nginx.endpoint(), endpoints, List.of(clients), 1, stopwatch, any -> {});
  }

  @Test
  void passesWebSocketsOn() throws Exception {
    MockResponse upgrade =
        new MockResponse.Builder()
            .webSocketUpgrade(
                new WebSocketListener() {
                  @Override
                  public void onMessage(WebSocket socket, String message) {
                    socket.send(message);
                  }

                  @Override
                  public void onClosing(WebSocket socket, int code, String reason) {
                    socket.close(code, null);
                  }
                })
            .build();
    Endpoint pod = serving("web-1", first, upgrade);
    try (Nginx nginx = inFrontOf(List.of(pod));
        Load load = ask(nginx, Clients.of(ClientKind.WEBSOCKET, 2))) {
      await().until(() -> load.requests() >= 10);
      Results results = load.stop();
      assertThat(results.failures()).isEmpty();
      assertThat(results.byPod()).containsOnlyKeys("web-1");
    }
  }

  @Test
  void learnsOfAChangeAfterTheLag() throws Exception {
    Endpoint old = serving("web-1", first, ok());
    try (Nginx nginx = inFrontOf(List.of(old));
        Load load = ask(nginx, FRESH)) {
      Duration lag = Duration.ofSeconds(2);
      nginx.follow(endpoints, lag);
      endpoints.add(serving("web-2", second, ok()));
      endpoints.delete(old);
      Duration deleted = stopwatch.elapsed();
      await().until(() -> load.results().byPod().containsKey("web-2"));
      assertThat(stopwatch.elapsed().minus(deleted)).isGreaterThan(lag);
      int served = first.getRequestCount();
      await().until(() -> second.getRequestCount() > 50);
      assertThat(first.getRequestCount()).isLessThan(served + 10);
      assertThat(load.stop().failures()).isEmpty();
    }
  }

  @Test
  void answers503WhereItKnowsNoPod() throws Exception {
    try (Nginx nginx = inFrontOf(List.of());
        Load load = ask(nginx, FRESH)) {
      await().until(() -> load.failed() >= 5);
      assertThat(load.stop().failures())
          .allSatisfy(
              failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.SERVER_ERROR);
                assertThat(failure.detail()).endsWith("was answered 503");
              });
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    assertThatThrownBy(() -> inFrontOf(List.of(new Endpoint("web-1", 70_000))))
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("nginx did not start:")
        .hasMessageContaining("invalid port in upstream");
  }
}
