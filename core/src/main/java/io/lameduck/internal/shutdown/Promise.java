package io.lameduck.internal.shutdown;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A value that becomes known later. Its future is made only when somebody asks for it: most
 * services end without one, and loading {@link CompletableFuture} sets up a pool of threads.
 * Thread-safe.
 */
final class Promise<T> {
  private @Nullable T value; // guarded by this
  private @Nullable CompletableFuture<T> future; // guarded by this

  /** Returns a future of the caller's own: completing or cancelling it changes nothing here. */
  CompletableFuture<T> future() {
    return made().copy();
  }

  /**
   * Sets the value, and completes the future on this thread. Only the first value counts. Returns
   * whether a future was waiting for it.
   */
  boolean complete(T first) {
    CompletableFuture<T> waiting = keep(first);
    return waiting != null && waiting.complete(first);
  }

  private synchronized CompletableFuture<T> made() {
    if (future == null) {
      future = value == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(value);
    }
    return future;
  }

  private synchronized @Nullable CompletableFuture<T> keep(T first) {
    if (value == null) {
      value = first;
    }
    return future;
  }
}
