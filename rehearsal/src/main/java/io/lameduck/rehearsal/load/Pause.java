package io.lameduck.rehearsal.load;

import java.time.Duration;
import java.util.Random;

/** The times between a client's requests, evenly spread around their mean. */
record Pause(Duration mean, Random random) {
  /** Up to one and a half times the mean, so that clients do not begin in step. */
  Duration first() {
    return times(1.5 * random.nextDouble());
  }

  Duration next() {
    return times(0.5 + random.nextDouble());
  }

  private Duration times(double factor) {
    return Duration.ofNanos((long) (mean.toNanos() * factor));
  }
}
