package io.lameduck.quartz;

import io.lameduck.InFlight;
import java.util.Objects;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * The jobs of a Quartz scheduler, as a source of work that a shutdown can end. From its beginning
 * on no job is started; those that run are waited for, each by its key: {@code job
 * reports.nightly}.
 *
 * <pre>{@code
 * QuartzJobs jobs = QuartzJobs.of(scheduler);
 * Lameduck lameduck = Lameduck.builder().source("jobs", jobs::stop, jobs).start();
 * jobs.start(lameduck.inFlight());
 * }</pre>
 *
 * <p>Where all threads of the scheduler are busy at that moment, Quartz starts one more batch, by
 * default of one job, when the first is free again. It is waited for like the others, and refused
 * when the drain is over.
 *
 * <p>Triggers that would have fired in the meantime misfire, as in any standby: with a store that
 * lasts they fire elsewhere, or after the next start. A job that the deadline cuts off is done
 * again if it {@code requestsRecovery} and the store lasts. With {@code
 * org.quartz.scheduler.interruptJobsOnShutdown} Quartz interrupts it first.
 *
 * <p>Where a {@code JobListener} of the application throws, Quartz reports no end of the job: it is
 * in flight until its worker begins another one, or the deadline.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class QuartzJobs implements AutoCloseable {
  private final Scheduler scheduler;
  private boolean started;
  private boolean stopped;

  private QuartzJobs(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The jobs of a scheduler that is not started yet; from now on it is started and ended here. */
  public static QuartzJobs of(Scheduler scheduler) {
    return new QuartzJobs(Objects.requireNonNull(scheduler, "scheduler"));
  }

  /**
   * Starts the scheduler. Without effect after {@link #stop}.
   *
   * @param inFlight where each job takes its ticket while it runs
   * @throws SchedulerException if Quartz cannot start it
   * @throws IllegalStateException if it was called before
   */
  public synchronized void start(InFlight inFlight) throws SchedulerException {
    Objects.requireNonNull(inFlight, "inFlight");
    if (started) {
      throw new IllegalStateException("start was called twice (expected: once)");
    }
    started = true;
    if (!stopped) {
      scheduler.getListenerManager().addJobListener(new JobTickets(inFlight));
      scheduler.start();
    }
  }

  /**
   * Puts the scheduler in standby: it starts no job from now on. Those that run go on, and others
   * can still be scheduled.
   *
   * @throws SchedulerException if Quartz cannot do so
   */
  public synchronized void stop() throws SchedulerException {
    stopped = true;
    scheduler.standby();
  }

  /**
   * Shuts the scheduler down without waiting for a job: in a shutdown those that still run are the
   * ones that the deadline has cut off.
   *
   * @throws SchedulerException if Quartz cannot do so
   */
  @Override
  public void close() throws SchedulerException {
    scheduler.shutdown(false);
  }
}
