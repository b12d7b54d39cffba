package io.lameduck.jdk;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests from the dispatcher over to the threads of the server's owner. A request has no
 * ticket before it has a thread and its head is read; here those are counted that have got as far
 * as the dispatcher.
 */
final class HandOver implements Executor {
  private static final ThreadLocal<@Nullable Waiting> CURRENT = new ThreadLocal<>();

  private final Executor threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger queued = new AtomicInteger();

  HandOver(Executor threads) {
    this.threads = threads;
  }

  Executor threads() {
    return threads;
  }

  @Override
  public void execute(Runnable request) {
    Waiting handedOver = new Waiting(request);
    try {
      threads.execute(handedOver);
    } catch (RuntimeException | Error e) {
      handedOver.dequeued();
      handedOver.end();
      throw e;
    }
  }

  /** Whether there is a request that has no ticket yet. */
  boolean requestsWait() {
    return waiting.get() > 0;
  }

  /** Whether there is one that no thread has taken. */
  boolean requestsAreQueued() {
    return queued.get() > 0;
  }

  /** The request that this thread was handed has its ticket now. */
  static void entered() {
    Waiting current = CURRENT.get();
    if (current != null) {
      current.end();
    }
  }

  /** One request, from the dispatcher until it has its ticket or turns out to need none. */
  private final class Waiting implements Runnable {
    private final Runnable request;
    private boolean taken;
    private boolean over;

    Waiting(Runnable request) {
      this.request = request;
      waiting.incrementAndGet();
      queued.incrementAndGet();
    }

    @Override
    public void run() {
      dequeued();
      CURRENT.set(this);
      try {
        request.run();
      } finally {
        CURRENT.remove();
        end();
      }
    }

    void dequeued() {
      if (!taken) {
        taken = true;
        queued.decrementAndGet();
      }
    }

    void end() {
      if (!over) {
        over = true;
        waiting.decrementAndGet();
      }
    }
  }
}
