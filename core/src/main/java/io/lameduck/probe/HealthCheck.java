package io.lameduck.probe;

import java.util.Objects;

/**
 * Tells whether something works. It runs on a thread of its own, never twice at the same moment,
 * and may block: a run that exceeds its {@link CheckSchedule#timeout() timeout} is interrupted once
 * and counts as failing, whether it heeds the interrupt or not.
 *
 * <pre>{@code
 * builder.readiness("database", () -> pool.isValid());
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Whether it works.
   *
   * @return false if it does not
   * @throws Exception if it does not; the message is kept as the detail. Errors count as well.
   */
  boolean healthy() throws Exception;

  /** A check that passes unless the ping throws. */
  static HealthCheck of(Ping ping) {
    Objects.requireNonNull(ping, "ping");
    return () -> {
      ping.run();
      return true;
    };
  }

  /** Something that throws where a check would return false. */
  @FunctionalInterface
  interface Ping {
    /**
     * Tries it.
     *
     * @throws Exception if it does not work
     */
    void run() throws Exception;
  }
}
