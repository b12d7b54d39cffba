package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Clients of one pod, as tests ask with them. */
final class Agents {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Agents() {}

  static Dialer dialer(int port) {
    return dialer(port, PATIENCE);
  }

  static Dialer dialer(int port, Duration patience) {
    Stopwatch stopwatch = Stopwatch.start();
    Endpoints endpoints = new Endpoints(stopwatch);
    endpoints.add(new Endpoint("pod", port));
    return new Dialer(
        endpoints,
        Duration.ZERO,
        new Random(1),
        new Tally(stopwatch, endpoints, any -> {}),
        patience);
  }

  /** How its next request fails, or null if it is answered. */
  static @Nullable FailureKind failure(UserAgent agent) throws InterruptedException {
    try {
      agent.ask();
      return null;
    } catch (RequestFailed e) {
      return e.kind();
    }
  }
}
