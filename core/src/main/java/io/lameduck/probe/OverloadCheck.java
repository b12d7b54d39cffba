package io.lameduck.probe;

import java.util.function.LongSupplier;

/** Fails from a limit on, and recovers at a lower mark. */
final class OverloadCheck implements HealthCheck {
  private final LongSupplier load;
  private final long limit;
  private final long recovery;
  private volatile boolean shedding; // runs follow each other, but on different threads

  OverloadCheck(LongSupplier load, long limit, long recovery) {
    if (recovery < 0 || recovery >= limit) {
      throw new IllegalArgumentException(
          "recovery: " + recovery + " (expected: >= 0 and < the limit of " + limit + ")");
    }
    this.load = load;
    this.limit = limit;
    this.recovery = recovery;
  }

  @Override
  public boolean healthy() throws Unhealthy {
    long now = load.getAsLong();
    shedding = shedding ? now > recovery : now >= limit;
    if (shedding) {
      throw new Unhealthy("load " + now + " (limit " + limit + ", fine again at " + recovery + ")");
    }
    return true;
  }
}
