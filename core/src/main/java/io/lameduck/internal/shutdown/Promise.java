package io.lameduck.internal.shutdown;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A value that is there in the end. The future of it is made for the first one who asks: most
 * services end without, and the class of it starts a pool of threads. Thread-safe.
 */
final class Promise<T> {
  private @Nullable T value; // guarded by this
  private @Nullable CompletableFuture<T> future; // guarded by this

  /** Returns a future of the caller's own: completing or cancelling it changes nothing here. */
  CompletableFuture<T> future() {
    return made().copy();
  }

  /** Completes those who wait, on this thread; whether anybody did. Only the first value counts. */
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
