package io.lameduck.quartz;

import io.lameduck.InFlight;
import io.lameduck.Ticket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/**
 * A ticket for each job that runs. It never vetoes one: Quartz would take a vetoed run for done,
 * and one that requests recovery would be lost.
 */
final class JobTickets implements JobListener {
  private final InFlight inFlight;

  /** By worker, which runs one job at a time: another listener that throws hides the end of one. */
  private final Map<Thread, Ticket> tickets = new ConcurrentHashMap<>();

  JobTickets(InFlight inFlight) {
    this.inFlight = inFlight;
  }

  @Override
  public String getName() {
    return "lameduck";
  }

  /**
   * Quartz executes no job whose listener throws, and leaves it to recovery: that is what becomes
   * of one that would begin when the drain is over.
   */
  @Override
  public void jobToBeExecuted(JobExecutionContext context) {
    giveBack();
    tickets.put(Thread.currentThread(), inFlight.enter("job " + context.getJobDetail().getKey()));
  }

  /** Quartz asks whether to execute it before it calls {@link #jobToBeExecuted}. */
  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {}

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
    giveBack();
  }

  private void giveBack() {
    Ticket ticket = tickets.remove(Thread.currentThread());
    if (ticket != null) {
      ticket.close();
    }
  }
}
