package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.Random;

/** The time between a client's requests, evenly spread. */
record Pause(Duration shortest, Duration longest) {
  static Pause ofMillis(long shortest, long longest) {
    return new Pause(Duration.ofMillis(shortest), Duration.ofMillis(longest));
  }

  Duration next(Random random) {
    long spread = longest.minus(shortest).toNanos();
    return shortest.plusNanos((long) (random.nextDouble() * spread));
  }
}
