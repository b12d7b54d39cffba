package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.StartFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether a pod is ready, and who waits for that. Any thread. */
final class Readiness {
  private final PodEvents events;
  private CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

  Readiness(PodEvents events) {
    this.events = events;
  }

  synchronized void change(boolean now, String reason) {
    events.write(now ? Kind.READY : Kind.NOT_READY, reason);
    if (now) {
      ready.complete(null);
    } else {
      begin();
    }
  }

  /** Callers that wait already go on waiting. */
  private void begin() {
    if (ready.isDone()) {
      ready = new CompletableFuture<>();
    }
  }

  /** Its process has ended; the next one may get ready again. */
  synchronized void end() {
    if (ready.isDone() && !ready.isCompletedExceptionally()) {
      change(false, "its process ended");
    } else {
      begin();
    }
  }

  /** Ends the waits with an exception. */
  synchronized void fail(Throwable cause) {
    ready.completeExceptionally(cause);
  }

  private synchronized CompletableFuture<@Nullable Void> current() {
    return ready;
  }

  /** Waits until it is ready, or {@code unless} is done; false if neither happens in time. */
  boolean await(Duration atMost, CompletableFuture<?> unless) throws InterruptedException {
    try {
      CompletableFuture.anyOf(current(), unless).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StartFailed failed ? failed : new IllegalStateException(e);
    }
  }
}
