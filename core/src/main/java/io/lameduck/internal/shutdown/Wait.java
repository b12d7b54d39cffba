package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import java.util.Optional;

/**
 * What a phase waits for. It only looks, at a moment it is given: the waiting itself is done by
 * {@link Waiting}, so that a test can ask it about any moment.
 */
interface Wait {
  /** Why the wait is over at this moment, or empty while it is not. */
  Optional<EndReason> ended(long now);

  /** The next moment at which it may be over by the passing of time alone; after {@code now}. */
  long lookAgainAt(long now);

  /** What is still waited for, as an operator reads it. */
  String progress(long now);
}
