package io.lameduck.internal.work;

import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.InFlight;
import io.lameduck.Outcome;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import io.lameduck.internal.shutdown.StagedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that a pool takes and never runs: whoever drops them tells nobody. */
@Timeout(60)
class DroppedTasksTest {
  private final StagedService stage = new StagedService(outsideACluster());
  private final InFlight inFlight = stage.service.inFlight();
  private final CountDownLatch blocker = new CountDownLatch(1);
  private final List<ExecutorService> pools = new ArrayList<>();

  @AfterEach
  void unblock() {
    blocker.countDown();
    pools.forEach(ExecutorService::shutdownNow);
  }

  @Nested
  class ATicketIsGivenBackWhenItsTask {
    @Test
    void isDiscarded() {
      ExecutorService wrapped = wrap(pool(new ThreadPoolExecutor.DiscardPolicy()));
      fill(wrapped);
      wrapped.execute(() -> {});

      awaitInFlight(2);
    }

    @Test
    void isTheOldestThatIsDiscarded() {
      ExecutorService wrapped = wrap(pool(new ThreadPoolExecutor.DiscardOldestPolicy()));
      fill(wrapped);
      wrapped.execute(() -> {});

      awaitInFlight(2);
    }

    @Test
    void isTakenOutOfTheQueue() {
      ThreadPoolExecutor pool = pool(new ThreadPoolExecutor.AbortPolicy());
      fill(wrap(pool));
      pool.getQueue().clear();

      awaitInFlight(1);
    }

    @Test
    void isPurged() {
      ThreadPoolExecutor pool = pool(new ThreadPoolExecutor.AbortPolicy());
      ExecutorService wrapped = wrap(pool);
      wrapped.execute(this::block);
      wrapped.submit(() -> 42).cancel(false);
      pool.purge();

      awaitInFlight(1);
    }

    @Test
    void isLostWithThePoolUnderneath() {
      ThreadPoolExecutor pool = pool(new ThreadPoolExecutor.AbortPolicy());
      fill(wrap(pool));
      pool.shutdownNow();

      awaitInFlight(0); // the first is interrupted
    }

    @Test
    void isLostWithAForkJoinPool() {
      ForkJoinPool pool = new ForkJoinPool(1);
      pools.add(pool);
      ExecutorService wrapped = wrap(pool);
      fill(wrapped);
      wrapped.shutdownNow();
      blocker.countDown();

      awaitInFlight(0);
    }

    @Test
    void isCancelledBeforeItRuns() {
      ExecutorService wrapped = wrap(pool(new ThreadPoolExecutor.AbortPolicy()));
      wrapped.execute(this::block);
      Future<Integer> future = wrapped.submit(() -> 42);
      assertThat(inFlight.count()).isEqualTo(2);
      future.cancel(false);

      assertThat(inFlight.count()).as("at once, though the pool still has it").isEqualTo(1);
    }

    private void awaitInFlight(long count) {
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(inFlight.count()).isEqualTo(count);
              });
    }

    private void fill(ExecutorService wrapped) {
      wrapped.execute(this::block);
      wrapped.execute(() -> {});
    }

    private void block() {
      DroppedTasksTest.this.block();
    }
  }

  @Nested
  class ATicketIsKeptWhileItsTask {
    @Test
    void waitsInTheQueue() {
      ExecutorService wrapped = wrap(pool(new ThreadPoolExecutor.AbortPolicy()));
      wrapped.execute(DroppedTasksTest.this::block);
      wrapped.execute(() -> {});
      System.gc();

      assertThat(inFlight.count()).isEqualTo(2);
    }

    @Test
    void runsThoughItIsCancelled() throws Exception {
      CountDownLatch running = new CountDownLatch(1);
      ExecutorService wrapped = wrap(pool(new ThreadPoolExecutor.AbortPolicy()));
      Future<?> future =
          wrapped.submit(
              () -> {
                running.countDown();
                blockWhateverComes();
              });
      running.await();
      future.cancel(true);
      System.gc();
      assertThat(inFlight.count()).isEqualTo(1);
      blocker.countDown();

      await().until(() -> inFlight.count() == 0);
    }

    private void blockWhateverComes() {
      while (blocker.getCount() > 0) {
        DroppedTasksTest.this.block();
      }
    }
  }

  @Nested
  class ADrain {
    @Test
    void noticesByItselfThatTheRestWasDropped() {
      ThreadPoolExecutor pool = pool(new ThreadPoolExecutor.DiscardPolicy());
      ExecutorService wrapped = wrap(pool);
      wrapped.execute(DroppedTasksTest.this::block);
      wrapped.execute(() -> {});
      wrapped.execute(() -> {});
      stage.at(Duration.ofSeconds(1), this::unblockAndClear);
      ShutdownReport report = stage.run(Trigger.SIGTERM);

      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(report.duration()).isLessThan(Duration.ofSeconds(20));
    }

    private void unblockAndClear() {
      pools.forEach(pool -> ((ThreadPoolExecutor) pool).getQueue().clear());
      blocker.countDown();
      await().until(() -> ((ThreadPoolExecutor) pools.get(0)).getActiveCount() == 0);
    }
  }

  private void block() {
    try {
      blocker.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ExecutorService wrap(ExecutorService pool) {
    return inFlight.wrap(pool, "mail");
  }

  /** One thread, and room for one task that waits. */
  private ThreadPoolExecutor pool(RejectedExecutionHandler handler) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), handler);
    pools.add(pool);
    return pool;
  }
}
