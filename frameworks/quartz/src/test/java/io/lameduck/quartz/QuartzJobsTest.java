package io.lameduck.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;
import org.quartz.simpl.RAMJobStore;

@Timeout(60)
class QuartzJobsTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final SimpleScheduleBuilder THREE_TIMES =
      simpleSchedule().withIntervalInMilliseconds(5).withRepeatCount(2);

  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch blocker = new CountDownLatch(1);
  private Runnable task = runs::incrementAndGet;
  private Scheduler scheduler;
  private QuartzJobs jobs;

  @BeforeEach
  void schedule() throws SchedulerException {
    scheduler = scheduler();
    jobs = QuartzJobs.of(scheduler);
    Job job = context -> task.run();
    scheduler.setJobFactory((bundle, itself) -> job);
  }

  @AfterEach
  void shutDown() throws SchedulerException {
    blocker.countDown();
    scheduler.shutdown(false);
  }

  @Test
  void aJobIsInFlightByItsKeyWhileItRuns() throws Exception {
    task = this::block;
    fireOnce();
    Lameduck lameduck = start(service());
    running.await();
    assertThat(lameduck.inFlight().list(10))
        .extracting(WorkInFlight::description)
        .containsExactly("job reports.nightly");
    blocker.countDown();

    await().until(() -> lameduck.inFlight().count() == 0);
    assertThat(lameduck.inFlight().served()).isEqualTo(1);
  }

  @Test
  void aJobThatThrowsIsLetGo() throws Exception {
    task =
        () -> {
          throw new IllegalStateException("no");
        };
    fireOnce();
    Lameduck lameduck = start(service());
    await().until(() -> lameduck.inFlight().served() == 1);
    assertThat(lameduck.inFlight().count()).isZero();
  }

  /** Quartz does not report the end of such a job; its worker runs one at a time. */
  @Test
  void aJobWhoseEndAnotherListenerHidesIsLetGoWithTheNext() throws Exception {
    scheduler.getListenerManager().addJobListener(throwing());
    scheduler.scheduleJob(job(), newTrigger().startNow().withSchedule(THREE_TIMES).build());
    Lameduck lameduck = start(service());
    await().until(() -> runs.get() == 3);
    await().until(() -> lameduck.inFlight().served() == 2);
    assertThat(lameduck.inFlight().count()).isEqualTo(1);
  }

  @Test
  void aJobThatIsVetoedTakesNoTicket() throws Exception {
    CountDownLatch vetoed = new CountDownLatch(1);
    scheduler.getListenerManager().addTriggerListener(vetoing(vetoed));
    fireOnce();
    Lameduck lameduck = start(service());
    vetoed.await();
    lameduck.stop();
    assertThat(runs).hasValue(0);
    assertThat(lameduck.inFlight().served()).isZero();
  }

  @Test
  void aShutdownStartsNoJobAndWaitsForTheOneThatRuns() throws Exception {
    task = this::block;
    fireAgainAndAgain();
    Lameduck lameduck = start(service());
    running.await();
    CompletableFuture<ShutdownReport> report = lameduck.shutdown("rollout");
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    assertThat(scheduler.isInStandbyMode()).isTrue();
    assertThat(scheduler.isShutdown()).isFalse();
    blocker.countDown();

    assertThat(report.get().outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(report.get().resources()).allMatch(each -> each.failure().isEmpty());
    assertThat(scheduler.isShutdown()).isTrue();
    assertThat(runs.get())
        .as("the one, and one that a busy scheduler had still to start")
        .isBetween(1, 2);
    assertThat(lameduck.inFlight().served()).isEqualTo(runs.get());
  }

  @Test
  void aJobBeginsNoMoreWhenTheDrainIsOver() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    scheduler.getListenerManager().addSchedulerListener(onError(refused));
    fireOnce();
    Lameduck lameduck = service().start();
    lameduck.stop();
    jobs.start(lameduck.inFlight());
    refused.await();
    assertThat(runs).hasValue(0);
  }

  @Test
  void aJobThatHangsIsNamedAndCut() throws Exception {
    task = this::block;
    fireOnce();
    Lameduck lameduck =
        start(
            service()
                .set(Setting.GRACE_PERIOD, Duration.ofSeconds(8))
                .set(Setting.CLOSE_RESERVE, Duration.ofSeconds(6)));
    running.await();
    ShutdownReport report = lameduck.shutdown("rollout").get();

    assertThat(report.outcome()).isEqualTo(Outcome.CUT);
    assertThat(report.cut())
        .extracting(WorkInFlight::description)
        .containsExactly("job reports.nightly");
    assertThat(scheduler.isShutdown()).isTrue();
  }

  @Test
  void aStopBeforeTheStartKeepsItFromStarting() throws Exception {
    fireOnce();
    jobs.stop();
    Lameduck lameduck = start(service());
    assertThat(scheduler.isStarted()).isFalse();
    lameduck.stop();
    assertThat(scheduler.isShutdown()).isTrue();
    assertThat(runs).hasValue(0);
  }

  @Test
  void isStartedOnce() throws Exception {
    Lameduck lameduck = start(service());
    assertThatIllegalStateException()
        .isThrownBy(() -> jobs.start(lameduck.inFlight()))
        .withMessage("start was called twice (expected: once)");
  }

  private void block() {
    runs.incrementAndGet();
    running.countDown();
    try {
      blocker.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Lameduck start(LameduckBuilder builder) throws SchedulerException {
    Lameduck lameduck = builder.source("jobs", jobs::stop, jobs).start();
    jobs.start(lameduck.inFlight());
    return lameduck;
  }

  private static LameduckBuilder service() {
    return Lameduck.builder()
        .environment(Map.of())
        .set(Setting.TERMINATION_LOG, Path.of("/dev/null"))
        .withoutSignals()
        .exit(Exit.none());
  }

  private void fireOnce() throws SchedulerException {
    scheduler.scheduleJob(job(), newTrigger().startNow().build());
  }

  private void fireAgainAndAgain() throws SchedulerException {
    Trigger often =
        newTrigger()
            .withSchedule(simpleSchedule().withIntervalInMilliseconds(5).repeatForever())
            .build();
    scheduler.scheduleJob(job(), often);
  }

  private static JobDetail job() {
    return newJob(Job.class).withIdentity("nightly", "reports").build();
  }

  private static SchedulerListenerSupport onError(CountDownLatch seen) {
    return new SchedulerListenerSupport() {
      @Override
      public void schedulerError(String message, SchedulerException cause) {
        seen.countDown();
      }
    };
  }

  private static JobListenerSupport throwing() {
    return new JobListenerSupport() {
      @Override
      public String getName() {
        return "throwing";
      }

      @Override
      public void jobWasExecuted(JobExecutionContext context, JobExecutionException failure) {
        throw new IllegalStateException("no");
      }
    };
  }

  private static TriggerListenerSupport vetoing(CountDownLatch vetoed) {
    return new TriggerListenerSupport() {
      @Override
      public String getName() {
        return "vetoing";
      }

      @Override
      public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
        vetoed.countDown();
        return true;
      }
    };
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "test-" + NAMES.incrementAndGet());
    properties.put("org.quartz.jobStore.class", RAMJobStore.class.getName());
    properties.put("org.quartz.threadPool.threadCount", "1");
    properties.put("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.put("org.quartz.threadPool.makeThreadsDaemons", "true");
    return new StdSchedulerFactory(properties).getScheduler();
  }
}
