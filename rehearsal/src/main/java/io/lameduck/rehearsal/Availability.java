package io.lameduck.rehearsal;

import java.time.Duration;

/**
 * When a new pod counts.
 *
 * @param minReady how long it has to be ready first, a Deployment's {@code minReadySeconds}
 * @param atMost how long to wait for a pod to get ready, before the rehearsal is given up
 */
record Availability(Duration minReady, Duration atMost) {
  static final Availability DEFAULT = new Availability(Duration.ZERO, Duration.ofSeconds(60));

  Availability {
    Rehearsal.check(!minReady.isNegative(), "minReady", minReady, ">= 0");
    Rehearsal.check(!atMost.isNegative(), "startTimeout", atMost, ">= 0");
  }
}
