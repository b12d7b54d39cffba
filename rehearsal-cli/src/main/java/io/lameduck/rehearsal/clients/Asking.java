package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.load.RequestFailed;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.List;

/**
 * Who is asked, and by which clients.
 *
 * @param name what the results call the target
 */
public record Asking(String name, Target target, List<Clients> clients, long seed) {
  public Asking {
    clients = List.copyOf(clients);
  }

  /** Waits for a first good answer to each kind of client: not being up yet is no failure. */
  void awaitAnswers(ScoreLog log) throws InterruptedException {
    for (Clients some : clients) {
      while (!isAnswered(some, log)) {
        Thread.sleep(Duration.ofSeconds(1).toMillis());
      }
    }
  }

  private boolean isAnswered(Clients some, ScoreLog log) throws InterruptedException {
    try {
      Load.tryOut(endpoint(), some);
      return true;
    } catch (RequestFailed e) {
      log.waiting(some.kind().label() + ": " + e.getMessage());
      return false;
    }
  }

  /** Starts all clients. */
  Load start() {
    Stopwatch stopwatch = Stopwatch.start();
    Endpoints endpoints = new Endpoints(stopwatch);
    endpoints.add(endpoint());
    return Load.start(endpoints, Propagation.fixed(Duration.ZERO), clients, seed, stopwatch);
  }

  private Endpoint endpoint() {
    return target.named(name);
  }
}
