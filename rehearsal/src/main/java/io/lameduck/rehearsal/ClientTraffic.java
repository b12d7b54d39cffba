package io.lameduck.rehearsal;

import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Processes;
import io.lameduck.rehearsal.pod.Stopwatch;
import io.lameduck.rehearsal.proxy.Nginx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The clients at work, and the proxy between them and the pods if there is one. */
record ClientTraffic(Load load, @Nullable Nginx nginx) implements AutoCloseable {
  private static final Set<ClientKind> HTTP2 =
      EnumSet.of(ClientKind.HTTP2, ClientKind.GRPC, ClientKind.GRPC_STREAMING);

  static ClientTraffic start(
      Plan plan,
      Endpoints endpoints,
      Stopwatch stopwatch,
      Processes processes,
      RehearsalListener listener,
      Consumer<FailureKind> failures)
      throws InterruptedException {
    if (plan.proxy() == null) {
      return new ClientTraffic(
          Load.start(
              endpoints, plan.propagation(), plan.clients(), plan.seed(), stopwatch, failures),
          null);
    }
    Nginx nginx =
        Nginx.start(
            endpoints.knownAfter(Duration.ZERO), processes, line -> listener.line("nginx", line));
    Load load =
        Load.startThrough(
            nginx.endpoint(), endpoints, plan.clients(), plan.seed(), stopwatch, failures);
    nginx.follow(endpoints, plan.propagation().usual());
    return new ClientTraffic(load, nginx);
  }

  /** Refuses what the proxy cannot do, before anything runs. */
  static void refuseUnlessPossible(Plan plan) {
    if (plan.proxy() == null) {
      return;
    }
    for (Clients clients : plan.clients()) {
      if (clients.tls() || HTTP2.contains(clients.kind())) {
        throw new RehearsalRefused(
            "through "
                + plan.proxy().label()
                + ": "
                + clients
                + " (expected: clients of HTTP/1.1 or websocket, without TLS)");
      }
    }
    Nginx.program();
  }

  Results stop() throws InterruptedException {
    Results results = load.stop();
    if (nginx != null) {
      nginx.requireAlive();
    }
    return results;
  }

  @Override
  public void close() {
    load.close();
    if (nginx != null) {
      nginx.close();
    }
  }
}
