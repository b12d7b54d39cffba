package io.lameduck.internal.shutdown;

import java.time.Duration;

/**
 * The one moment by which the process must be gone. It is fixed when the shutdown begins; phases
 * ask what remains of it and never add times up.
 */
record Deadline(long nanos) {
  static Deadline after(long start, Duration time) {
    return new Deadline(start + time.toNanos());
  }

  /** An earlier one, that keeps something back. */
  Deadline less(Duration reserve) {
    return new Deadline(nanos - reserve.toNanos());
  }

  /** The moment at which one of so many parts of what remains is over. */
  long share(long now, int parts) {
    return now + remaining(now).toNanos() / parts;
  }

  boolean passed(long now) {
    return now - nanos >= 0;
  }

  Duration remaining(long now) {
    return Duration.ofNanos(Math.max(0, nanos - now));
  }
}
