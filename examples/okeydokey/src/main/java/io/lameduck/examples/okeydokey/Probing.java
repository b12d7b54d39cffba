package io.lameduck.examples.okeydokey;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.lameduck.rehearsal.file.ClientsText;
import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.load.RequestFailed;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is asked, and by which clients. */
record Probing(Endpoint target, List<Clients> clients) {
  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  /**
   * @param target as in {@code okeydokey:80}
   * @param clients as in {@code kept-alive=4 slow=2,/slow}
   */
  static Probing of(String target, String clients) {
    return new Probing(
        endpoint(target), Stream.of(clients.split(" +")).map(ClientsText::parse).toList());
  }

  private static Endpoint endpoint(String target) {
    URI uri = URI.create("//" + target);
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "TARGET: " + target + " (expected: host:port, such as okeydokey:80)");
    }
    return new Endpoint(uri.getHost(), uri.getHost(), uri.getPort());
  }

  /** Starts all clients, once each kind has had an answer: who is not up yet has not failed. */
  Load start() throws InterruptedException {
    for (Clients some : clients) {
      while (!isAnswered(some)) {
        SECONDS.sleep(1);
      }
    }
    Stopwatch stopwatch = Stopwatch.start();
    Endpoints endpoints = new Endpoints(stopwatch);
    endpoints.add(target);
    return Load.start(endpoints, Propagation.fixed(Duration.ZERO), clients, 1, stopwatch);
  }

  private boolean isAnswered(Clients some) throws InterruptedException {
    try {
      Load.tryOut(target, some);
      return true;
    } catch (RequestFailed e) {
      log.info("waiting for {} to answer {}: {}", target, some.kind().label(), e.getMessage());
      return false;
    }
  }
}
