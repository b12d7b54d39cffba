package io.lameduck.internal.adapter;

import io.lameduck.Lameduck;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The termination message of a start that has failed, for frameworks that call {@code main}
 * themselves, so that {@link Lameduck#guard} cannot be around it.
 *
 * @since 0.1.0
 */
public final class FailureMessage {
  private static final Logger log = LoggerFactory.getLogger(FailureMessage.class);

  private FailureMessage() {}

  /**
   * Writes the reason to the file of the termination message, as {@link Lameduck#guard} does. The
   * framework reports the failure itself, and ends the process. Throws nothing.
   */
  public static void leave(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    try {
      Lameduck.guard(
          () -> {
            throw failure instanceof Exception exception ? exception : new Exception(failure);
          });
    } catch (Exception e) {
      log.debug("left as the termination message", e);
    }
  }
}
