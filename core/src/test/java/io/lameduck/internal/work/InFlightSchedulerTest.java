package io.lameduck.internal.work;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lameduck.WorkInFlight;
import io.lameduck.WorkRefusedException;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightSchedulerTest {
  private final ManualTime time = new ManualTime();
  private final Arrivals arrivals = new Arrivals(time, SilenceModel.NONE, Recording.NONE);
  private final TicketOffice inFlight = new TicketOffice(time, arrivals, () -> {});
  private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
  private final ScheduledExecutorService jobs = inFlight.wrap(pool, "clean up");
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch blocker = new CountDownLatch(1);

  @AfterEach
  void shutDown() {
    blocker.countDown();
    jobs.shutdownNow();
  }

  @Nested
  class APeriodicTask {
    @Test
    void isInFlightWhileItRunsAndNotBetween() throws Exception {
      jobs.scheduleAtFixedRate(this::blockOnce, 0, 1, DAYS);
      running.await();
      assertThat(inFlight.list(10)).containsExactly(new WorkInFlight("clean up", Duration.ZERO));
      blocker.countDown();

      await().until(() -> inFlight.count() == 0);
      assertThat(inFlight.served()).isEqualTo(1);
    }

    @Test
    void runsAgainAndAgain() {
      jobs.scheduleAtFixedRate(runs::incrementAndGet, 0, 1, MILLISECONDS);
      jobs.scheduleWithFixedDelay(runs::incrementAndGet, 0, 1, MILLISECONDS);
      await().until(() -> inFlight.served() >= 10 && runs.get() >= 10);
    }

    @Test
    void atAFixedRateBeginsNoRunAfterTheShutdownHasBegun() {
      assertEnds(jobs.scheduleAtFixedRate(this::blockOnce, 0, 1, MILLISECONDS));
    }

    @Test
    void withAFixedDelayBeginsNoRunAfterTheShutdownHasBegun() {
      assertEnds(jobs.scheduleWithFixedDelay(this::blockOnce, 0, 1, MILLISECONDS));
    }

    private void assertEnds(ScheduledFuture<?> future) {
      await().until(() -> running.getCount() == 0);
      arrivals.shutdownBegan();
      assertThat(inFlight.count()).as("the run under way").isEqualTo(1);
      blocker.countDown();

      await().until(future::isCancelled);
      await().until(() -> pool.getActiveCount() == 0);
      assertThat(runs).hasValue(1);
      assertThat(inFlight.count()).isZero();
      assertThat(pool.getQueue()).as("what the scheduler would run again").isEmpty();
      assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    }

    @Test
    void thatIsScheduledInTheShutdownNeverRuns() {
      arrivals.shutdownBegan();
      ScheduledFuture<?> future =
          jobs.scheduleAtFixedRate(runs::incrementAndGet, 0, 1, MILLISECONDS);
      await().until(future::isCancelled);
      assertThat(runs).hasValue(0);
    }

    @Test
    void thatThrowsRunsNoMore() {
      ScheduledFuture<?> future = jobs.scheduleAtFixedRate(this::fail, 0, 1, MILLISECONDS);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(future::get)
          .withMessageContaining("no");
      assertThat(runs).hasValue(1);
      await().until(() -> inFlight.count() == 0);
    }

    @Test
    void thatIsCancelledIsInFlightUntilItsRunHasEnded() throws Exception {
      ScheduledFuture<?> future = jobs.scheduleAtFixedRate(this::blockOnce, 0, 1, MILLISECONDS);
      running.await();
      assertThat(future.cancel(false)).isTrue();
      assertThat(inFlight.count()).isEqualTo(1);
      blocker.countDown();

      await().until(() -> inFlight.count() == 0);
      assertThat(runs).hasValue(1);
    }

    private void blockOnce() {
      runs.incrementAndGet();
      block();
    }

    private void fail() {
      runs.incrementAndGet();
      throw new IllegalStateException("no");
    }
  }

  @Nested
  class ATaskWithADelay {
    @Test
    void isNotInFlightBeforeItBegins() {
      ScheduledFuture<?> future = jobs.schedule(runs::incrementAndGet, 1, DAYS);
      assertThat(inFlight.count()).isZero();
      assertThat(future.getDelay(SECONDS)).isBetween(80_000L, 86_400L);
      assertThat(future.cancel(false)).isTrue();
    }

    @Test
    void isInFlightWhileItRuns() throws Exception {
      Future<?> future = jobs.schedule(InFlightSchedulerTest.this::block, 1, MILLISECONDS);
      running.await();
      assertThat(inFlight.list(10)).containsExactly(new WorkInFlight("clean up", Duration.ZERO));
      assertThat(inFlight.runBy(Thread.currentThread())).isEmpty();
      blocker.countDown();
      assertThat(future.get()).isNull();
      assertThat(inFlight.count()).isZero();
    }

    @Test
    void isTheWorkOfTheThreadThatRunsIt() throws Exception {
      assertThat(jobs.schedule(this::mine, 0, SECONDS).get()).isEqualTo(1);
    }

    private int mine() {
      return inFlight.runBy(Thread.currentThread()).size();
    }

    @Test
    void returnsWhatItReturns() throws Exception {
      assertThat(jobs.schedule(() -> 42, 0, SECONDS).get()).isEqualTo(42);
    }

    @Test
    void throwsWhatItThrows() {
      Future<?> future = jobs.schedule(this::fail, 0, SECONDS);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(future::get)
          .withCause(new IllegalArgumentException("no"));
      assertThat(inFlight.count()).isZero();
    }

    private Void fail() {
      throw new IllegalArgumentException("no");
    }

    @Test
    void stillRunsWhileTheServiceDrains() throws Exception {
      inFlight.enter("a request that waits for its retry");
      Future<Integer> future = jobs.schedule(() -> 42, 1, MILLISECONDS);
      arrivals.shutdownBegan();
      inFlight.watch();
      assertThat(inFlight.closeIfEmpty()).isFalse();
      assertThat(future.get()).isEqualTo(42);
    }

    @Test
    void doesNotRunWhenTheDrainIsOver() {
      inFlight.watch();
      assertThat(inFlight.closeIfEmpty()).isTrue();
      Future<?> future = jobs.schedule(runs::incrementAndGet, 1, MILLISECONDS);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(future::get)
          .withCauseInstanceOf(WorkRefusedException.class)
          .withMessageContaining("clean up");
      assertThat(runs).hasValue(0);
    }
  }

  @Nested
  class ATaskWithoutADelay {
    @Test
    void isInFlightFromTheMomentItIsHandedIn() throws Exception {
      jobs.execute(InFlightSchedulerTest.this::block);
      Future<Integer> future = jobs.submit(() -> 42);
      assertThat(inFlight.count()).isEqualTo(2);
      blocker.countDown();
      assertThat(future.get()).isEqualTo(42);
      await().until(() -> inFlight.count() == 0);
    }

    @Test
    void isLetGoWhenItIsCancelledBeforeItHasBegun() {
      jobs.execute(InFlightSchedulerTest.this::block);
      jobs.submit(() -> 42).cancel(false);
      assertThat(inFlight.count()).isEqualTo(1);
    }
  }

  @Test
  void shutsTheSchedulerDown() throws Exception {
    Future<?> later = jobs.schedule(runs::incrementAndGet, 1, DAYS);
    assertThat(jobs.shutdownNow()).hasSize(1);
    assertThat(jobs.awaitTermination(10, SECONDS)).isTrue();
    assertThat(pool.isTerminated()).isTrue();
    assertThat(later.isDone()).isFalse();
  }

  private void block() {
    running.countDown();
    try {
      blocker.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
