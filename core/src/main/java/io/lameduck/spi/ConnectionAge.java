package io.lameduck.spi;

import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How old a connection may become before its client is asked to leave: the maximum age, give or
 * take a tenth, so that connections which were opened together do not leave together. The end of a
 * connection is drawn once and is a plain number: it costs eight bytes, no lock and no object.
 *
 * <pre>{@code
 * end = context.connectionAge().drawEnd(); // with the first request of a connection
 * if (context.isLameDuck() || context.connectionAge().isOver(end)) {
 *   headers.set("Connection", "close"); // before the head of each response is written
 * }
 * }</pre>
 *
 * <p>A connection that has no request is not asked, and none is closed for its age alone.
 * Immutable; for any thread.
 *
 * @since 0.1.0
 */
public final class ConnectionAge {
  /** The end of a connection for which none has been drawn: it may become as old as it likes. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final double JITTER = 0.1;
  private static final ConnectionAge UNLIMITED = new ConnectionAge(Time.system(), NEVER);

  private final Time time;
  private final long max;

  private ConnectionAge(Time time, long max) {
    this.time = time;
    this.max = max;
  }

  /** Returns the age without a maximum. */
  public static ConnectionAge unlimited() {
    return UNLIMITED;
  }

  /**
   * Returns the age with a maximum.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static ConnectionAge of(Duration max) {
    Objects.requireNonNull(max, "max");
    if (max.isNegative() || max.isZero()) {
      throw new IllegalArgumentException("connection age: " + max + " (expected: > PT0S)");
    }
    return new ConnectionAge(Time.system(), max.toNanos());
  }

  /** Returns the maximum, without what is drawn, for a server that limits the age by itself. */
  public Optional<Duration> max() {
    return isLimited() ? Optional.of(Duration.ofNanos(max)) : Optional.empty();
  }

  /** Returns whether there is a maximum. */
  public boolean isLimited() {
    return max != NEVER;
  }

  /** Returns when a connection whose age is counted from now is to leave; {@link #NEVER} if not. */
  public long drawEnd() {
    return isLimited() ? time.nanos() + jittered() : NEVER;
  }

  /** Returns whether the end of a connection, as it was drawn, has come. */
  public boolean isOver(long end) {
    return end != NEVER && time.nanos() >= end;
  }

  /** Returns the same maximum by another clock. */
  ConnectionAge by(Time clock) {
    return new ConnectionAge(clock, max);
  }

  private long jittered() {
    return (long) (max * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
  }
}
