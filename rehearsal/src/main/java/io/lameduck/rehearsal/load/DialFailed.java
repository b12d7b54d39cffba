package io.lameduck.rehearsal.load;

import java.io.IOException;
import java.util.Optional;

/** Carries the name of a failure through a library that knows only its own exceptions. */
final class DialFailed extends IOException {
  private static final long serialVersionUID = 1;

  private final RequestFailed failure;

  DialFailed(RequestFailed failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** The failure that an exception of the library carries, if it does. */
  static Optional<RequestFailed> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof DialFailed dialFailed) {
        return Optional.of(dialFailed.failure);
      }
    }
    return Optional.empty();
  }
}
