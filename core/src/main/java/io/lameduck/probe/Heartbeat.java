package io.lameduck.probe;

import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.Objects;

/**
 * A liveness check for a loop of one's own, such as the polling of a queue: fails once the loop has
 * not beaten for the limit. Safe for use by any thread; a beat costs about a reading of the clock.
 *
 * <pre>{@code
 * var polling = new Heartbeat(Duration.ofMinutes(1));
 * builder.liveness("polling", polling);
 * while (running) {
 *   polling.beat();
 *   poll();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Heartbeat implements HealthCheck {
  private final Time time;
  private final long limitNanos;
  private volatile long lastBeat;

  /**
   * A heartbeat that counts from now, as if it had just beaten.
   *
   * @param limit the longest time between two beats; well above the longest pause of the loop, as
   *     the process is killed for missing it
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public Heartbeat(Duration limit) {
    this(limit, Time.system());
  }

  Heartbeat(Duration limit, Time time) {
    Objects.requireNonNull(limit, "limit");
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "limit: " + DurationText.exact(limit) + " (expected: > 0s)");
    }
    this.time = time;
    this.limitNanos = limit.toNanos();
    beat();
  }

  /** Tells that the loop is alive. Never blocks. */
  public void beat() {
    lastBeat = time.nanos();
  }

  @Override
  public boolean healthy() throws Exception {
    long silence = time.nanos() - lastBeat;
    if (silence >= limitNanos) {
      throw new Unhealthy(
          "no beat for " + DurationText.exact(Duration.ofMillis(silence / 1_000_000)));
    }
    return true;
  }
}
