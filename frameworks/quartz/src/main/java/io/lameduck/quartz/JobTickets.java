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
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

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
    Ticket ticket = inFlight.enter("job " + context.getJobDetail().getKey());
    tickets.put(context.getFireInstanceId(), ticket);
  }

  /** Quartz asks whether to execute it before it calls {@link #jobToBeExecuted}. */
  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {}

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
    Ticket ticket = tickets.remove(context.getFireInstanceId());
    if (ticket != null) {
      ticket.close();
    }
  }
}
