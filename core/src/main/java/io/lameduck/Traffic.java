package io.lameduck;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * The work a service has seen, as it stood when somebody looked.
 *
 * @param served pieces of work that have finished since the service started
 * @param late those that arrived after the shutdown began
 * @param lateConnections new connections that arrived after the shutdown began
 * @param lastLateConnection when the last of those came, counted from the beginning of the
 *     shutdown; zero when none did. A service that had closed its listener earlier would have
 *     failed that client, so this is the figure by which to choose the propagation delay
 * @param cut pieces of work that the deadline cut off
 * @since 0.1.0
 */
public record Traffic(
    long served, long late, long lateConnections, Duration lastLateConnection, long cut) {
  /** Refuses null. */
  public Traffic {
    Objects.requireNonNull(lastLateConnection, "lastLateConnection");
  }

  /** {@code served 20311, late 12 (last new connection after 4.1s), cut 0}. */
  @Override
  public String toString() {
    String last =
        lateConnections > 0
            ? " (last new connection after " + DurationText.seconds(lastLateConnection) + ")"
            : "";
    return "served " + served + ", late " + late + last + ", cut " + cut;
  }
}
