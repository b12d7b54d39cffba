package io.lameduck.internal.shutdown;

import io.lameduck.ShutdownCause;
import io.lameduck.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that can begin a shutdown comes together here. A trigger that comes before the service has
 * been put together is kept until it is. Thread-safe; never waits.
 */
public final class Triggers {
  private final List<ShutdownCause> early = new ArrayList<>(); // guarded by this
  private @Nullable Shutdown shutdown; // guarded by this

  public void pull(Trigger trigger) {
    pull(ShutdownCause.of(trigger));
  }

  /** Begins the shutdown, or joins the one that is under way. */
  public void pull(ShutdownCause cause) {
    keep(cause).ifPresent(shutdown -> shutdown.pull(cause));
  }

  /** The service has been put together: hands over what came before. */
  public void attach(Shutdown shutdown) {
    set(shutdown).forEach(shutdown::pull);
  }

  /** The shutdown, if the service has been put together. */
  public synchronized Optional<Shutdown> shutdown() {
    return Optional.ofNullable(shutdown);
  }

  /** What has come and found no service, the first of it. */
  public synchronized Optional<ShutdownCause> unheard() {
    return shutdown == null ? early.stream().findFirst() : Optional.empty();
  }

  private synchronized Optional<Shutdown> keep(ShutdownCause cause) {
    if (shutdown == null) {
      early.add(cause);
    }
    return shutdown();
  }

  private synchronized List<ShutdownCause> set(Shutdown shutdown) {
    this.shutdown = shutdown;
    return List.copyOf(early);
  }
}
