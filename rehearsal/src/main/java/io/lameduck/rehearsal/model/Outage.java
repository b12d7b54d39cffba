package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * The dependency of some pods goes away, so that they fail their readiness probe, and comes back.
 * Every pod has one of its own: <code>{port:dependency}</code> in the command or the environment is
 * a port where connections are accepted, until now.
 *
 * @param pods how many, the oldest first
 * @param length how long it is away
 */
public record Outage(int pods, Duration length) implements Step {
  public Outage {
    Expected.atLeast(1, pods, "pods");
    Expected.notNegative(length, "length");
  }

  @Override
  public String toString() {
    return "dependency outage";
  }
}
