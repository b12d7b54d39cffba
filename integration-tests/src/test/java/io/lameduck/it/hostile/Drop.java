package io.lameduck.it.hostile;

import io.lameduck.InFlight;
import io.lameduck.it.Routes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** How a task that was handed in is never run. */
enum Drop {
  DISCARD {
    @Override
    void of(InFlight inFlight) {
      overflow(inFlight, new ThreadPoolExecutor.DiscardPolicy());
    }
  },
  DISCARD_OLDEST {
    @Override
    void of(InFlight inFlight) {
      overflow(inFlight, new ThreadPoolExecutor.DiscardOldestPolicy());
    }
  },
  CLEAR {
    @Override
    void of(InFlight inFlight) {
      ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
      inFlight.wrap((ExecutorService) pool, "mail").execute(Drop::task);
      pool.getQueue().clear();
    }
  },
  /** A future that is cancelled is purged; what it carried is never run. */
  PURGE {
    @Override
    void of(InFlight inFlight) {
      ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
      Future<?> future = inFlight.wrap((ExecutorService) pool, "mail").submit(Drop::task);
      System.out.println("cancelled: " + future.cancel(false));
      pool.purge();
    }
  },
  SHUTDOWN_UNDERNEATH {
    @Override
    void of(InFlight inFlight) {
      ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
      inFlight.wrap((ExecutorService) pool, "mail").execute(Drop::task);
      System.out.println("dropped: " + pool.shutdownNow().size());
    }
  },
  FORK_JOIN {
    @Override
    void of(InFlight inFlight) {
      ForkJoinPool pool = new ForkJoinPool(1);
      ExecutorService wrapped = inFlight.wrap(pool, "mail");
      wrapped.execute(Drop::pauseUnlessInterrupted);
      wrapped.execute(Drop::task);
      wrapped.shutdownNow();
    }
  },
  /** Its queue holds futures in place of the tasks. */
  SCHEDULER {
    @Override
    void of(InFlight inFlight) {
      ScheduledExecutorService wrapped =
          inFlight.wrap(Executors.newSingleThreadScheduledExecutor(), "mail");
      wrapped.execute(Drop::pauseUnlessInterrupted);
      wrapped.execute(Drop::task);
      wrapped.shutdownNow();
    }
  },
  /** No pool at all. */
  FORGET {
    @Override
    void of(InFlight inFlight) {
      Executor forgetful = task -> {};
      inFlight.wrap(forgetful, "mail").execute(Drop::task);
    }
  };

  abstract void of(InFlight inFlight);

  /** One thread that is busy for a while, and room for one more task. */
  private static ThreadPoolExecutor busy(RejectedExecutionHandler handler) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), handler);
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(
        () -> {
          begun.countDown();
          Routes.pause(500);
        });
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return pool;
  }

  private static void overflow(InFlight inFlight, RejectedExecutionHandler handler) {
    ExecutorService pool = inFlight.wrap((ExecutorService) busy(handler), "mail");
    pool.execute(Drop::task);
    pool.execute(Drop::task);
  }

  private static void pauseUnlessInterrupted() {
    Routes.pause(500);
  }

  private static void task() {
    System.out.println("a task has run");
  }
}
