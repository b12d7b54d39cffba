package io.lameduck;

import io.lameduck.internal.text.Printable;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

/**
 * Thrown when work is submitted after draining has finished.
 *
 * @since 0.1.0
 */
public final class WorkRefusedException extends RejectedExecutionException {
  private static final long serialVersionUID = 1;

  /** Refuses work of this description. */
  public WorkRefusedException(String description) {
    super(
        "refused: "
            + Printable.line(Objects.requireNonNull(description, "description"))
            + " (the drain is over; leave it to another instance)");
  }
}
