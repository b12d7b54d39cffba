package io.lameduck.it;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import java.time.Duration;
import java.util.Locale;

/** How long clients take to learn that a pod leaves, and what the service is told of it. */
enum Regime {
  /** All learn at once. */
  AT_ONCE(Propagation.fixed(Duration.ofMillis(200)), "1s"),

  /** Some learn later than the delay lasts: it is they who extend the lame duck. */
  SLOW_TAIL(Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5), "2s"),

  /** All learn later than the default of the delay, some much later. */
  LATE(Propagation.fixed(Duration.ofSeconds(6)).withTail(Duration.ofSeconds(10), 5), "5s");

  private final Propagation propagation;
  private final String delay;

  Regime(Propagation propagation, String delay) {
    this.propagation = propagation;
    this.delay = delay;
  }

  Propagation propagation() {
    return propagation;
  }

  /** A word for the folder of a report. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** With the delay that goes with it. */
  PodSpec patient(PodSpec service) {
    return service.with("LAMEDUCK_PROPAGATION_DELAY", delay);
  }
}
