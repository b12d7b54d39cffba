package io.lameduck;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that can begin a shutdown comes together here: whichever comes first begins it, whatever
 * comes later joins it. Thread-safe.
 */
final class Triggers {
  private final Function<ShutdownCause, Shutdown> factory;
  private final AtomicReference<@Nullable Shutdown> latest = new AtomicReference<>();

  Triggers(Function<ShutdownCause, Shutdown> factory) {
    this.factory = factory;
  }

  Shutdown pull(Trigger trigger) {
    return pull(ShutdownCause.of(trigger));
  }

  /** Begins the shutdown, or joins the one that is under way. */
  Shutdown pull(ShutdownCause cause) {
    while (true) {
      Shutdown current = latest.get();
      if (current != null && current.join(cause)) {
        return current;
      }
      Shutdown next = factory.apply(cause);
      if (latest.compareAndSet(current, next)) {
        next.start();
        return next;
      }
    }
  }

  /** The shutdown that is under way, or was the last to be withdrawn. */
  Optional<Shutdown> latest() {
    return Optional.ofNullable(latest.get());
  }
}
