package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The clients themselves cause no failure, and keep up; alone, since they take all there is. */
@Isolated
@Timeout(180)
class LoadIT {
  private static final long REQUESTS = 50_000;

  /** Far below what it does, so that a busy machine does not fail it; the figure is printed. */
  private static final double MIN_PER_SECOND = 5000;

  @Test
  void fiftyThousandRequestsToAGoodServerAllSucceed() throws Exception {
    List<Clients> clients =
        List.of(
            Clients.of(ClientKind.KEPT_ALIVE, 8).withPause(Duration.ZERO),
            Clients.of(ClientKind.PIPELINING, 2).withPause(Duration.ofMillis(1)),
            Clients.of(ClientKind.IDLE, 10).withPause(Duration.ofMillis(200)),
            Clients.of(ClientKind.FRESH, 5),
            Clients.of(ClientKind.UPLOAD, 2),
            Clients.of(ClientKind.STREAMING, 2).withTarget("/chunks"));
    try (GoodServer server = GoodServer.start()) {
      Stopwatch stopwatch = Stopwatch.start();
      Results results = ask(server, clients, stopwatch);
      double perSecond = results.requests() / (stopwatch.elapsed().toNanos() / 1e9);
      System.out.printf(
          "%d requests, %.0f a second; latency %s%n",
          results.requests(), perSecond, results.latency());
      assertThat(results.failures()).isEmpty();
      assertThat(results.byClient()).hasSize(clients.size());
      assertThat(perSecond).isGreaterThan(MIN_PER_SECOND);
    }
  }

  /** It is cut off by ourselves at the end, and that is nobody's failure. */
  @Test
  void anEndlessStreamOfEventsIsNoFailure() throws Exception {
    List<Clients> clients = List.of(Clients.of(ClientKind.STREAMING, 2).withTarget("/events"));
    try (GoodServer server = GoodServer.start()) {
      Stopwatch stopwatch = Stopwatch.start();
      Endpoints endpoints = endpoints(server, stopwatch);
      try (Load load =
          Load.start(endpoints, Propagation.fixed(Duration.ZERO), clients, 1, stopwatch)) {
        await().until(() -> server.open() == 2);
        assertThat(load.stop().requests()).isZero();
      }
    }
  }

  /** Every lane of HTTP/2 waits in a write, and HTTP/2 has no timeout of its own for that. */
  @Test
  void clientsOfAServerThatDoesNotReadStopAsWell() throws Exception {
    Clients large = Clients.of(ClientKind.HTTP2, 1).withBodyBytes(8 * 1024 * 1024);
    CountDownLatch met = new CountDownLatch(1);
    FaultyServer.Script script =
        client -> {
          client.openWindow();
          met.countDown();
          client.stall();
        };
    try (FaultyServer server = FaultyServer.playing(script)) {
      Stopwatch stopwatch = Stopwatch.start();
      Endpoints endpoints = new Endpoints(stopwatch);
      endpoints.add(server.endpoint());
      try (Load load =
          Load.start(endpoints, Propagation.fixed(Duration.ZERO), List.of(large), 1, stopwatch)) {
        met.await();
        assertThat(load.stop().failures())
            .extracting(Failure::kind)
            .containsOnly(FailureKind.TIMEOUT);
      }
    }
  }

  private static Results ask(GoodServer server, List<Clients> clients, Stopwatch stopwatch)
      throws InterruptedException {
    Endpoints endpoints = endpoints(server, stopwatch);
    try (Load load =
        Load.start(endpoints, Propagation.fixed(Duration.ZERO), clients, 1, stopwatch)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> load.requests() >= REQUESTS);
      assertThat(load.results().requests()).isGreaterThanOrEqualTo(REQUESTS);
      return load.stop();
    }
  }

  private static Endpoints endpoints(GoodServer server, Stopwatch stopwatch) {
    Endpoints endpoints = new Endpoints(stopwatch);
    endpoints.add(new Endpoint("good", server.port()));
    return endpoints;
  }
}
