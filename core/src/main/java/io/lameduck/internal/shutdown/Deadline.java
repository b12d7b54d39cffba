package io.lameduck.internal.shutdown;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment by which something must be over. It may still move, so phases ask each time what remains
 * of it; they never add times up.
 */
final class Deadline {
  private final LongSupplier moment;

  private Deadline(LongSupplier moment) {
    this.moment = moment;
  }

  /** Returns a deadline at the moment that the supplier gives each time it is asked. */
  static Deadline at(LongSupplier moment) {
    return new Deadline(moment);
  }

  /** Returns a deadline that does not move. */
  static Deadline after(long start, Duration time) {
    long fixed = start + time.toNanos();
    return new Deadline(() -> fixed);
  }

  /** Returns a deadline that is earlier by the reserve, and moves along with this one. */
  Deadline less(Duration reserve) {
    return new Deadline(() -> nanos() - reserve.toNanos());
  }

  /** The moment at which it is now, in the nanoseconds of the service's time. */
  long nanos() {
    return moment.getAsLong();
  }

  /** Returns the moment at which one of so many equal parts of the remaining time is over. */
  long share(long now, int parts) {
    return now + remaining(now).toNanos() / parts;
  }

  boolean passed(long now) {
    return now - nanos() >= 0;
  }

  Duration remaining(long now) {
    return Duration.ofNanos(Math.max(0, nanos() - now));
  }
}
