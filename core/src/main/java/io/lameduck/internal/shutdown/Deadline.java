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

  /** One that is where this says, whenever it is asked. */
  static Deadline at(LongSupplier moment) {
    return new Deadline(moment);
  }

  /** One that does not move. */
  static Deadline after(long start, Duration time) {
    long fixed = start + time.toNanos();
    return new Deadline(() -> fixed);
  }

  /** An earlier one, that keeps something back and moves along. */
  Deadline less(Duration reserve) {
    return new Deadline(() -> nanos() - reserve.toNanos());
  }

  /** Where it is now. */
  long nanos() {
    return moment.getAsLong();
  }

  /** The moment at which one of so many parts of what remains is over. */
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
