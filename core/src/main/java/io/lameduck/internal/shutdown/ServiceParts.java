package io.lameduck.internal.shutdown;

import io.lameduck.Exit;
import io.lameduck.Traffic;
import io.lameduck.internal.config.Settings;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.TicketOffice;
import java.util.Optional;

/**
 * One service, put together: all that a shutdown works on.
 *
 * @param inquiry where there is an orchestrator that can be asked about the end
 * @param bell rung when something may have happened that the shutdown waits for
 */
public record ServiceParts(
    Settings settings,
    Time time,
    Crew crew,
    StartSteps startSteps,
    Lifecycle lifecycle,
    PhaseEvents events,
    TicketOffice inFlight,
    Arrivals arrivals,
    Connections connections,
    Servers servers,
    Sources sources,
    Resources resources,
    LogWriter logWriter,
    TerminationMessage terminationMessage,
    Optional<Inquiry> inquiry,
    Exit exit,
    Recording recording,
    Bell bell) {

  /**
   * Whether somebody has to learn of the shutdown: the clients of a server, or a preStop hook's.
   */
  boolean hasClients() {
    return !servers.isEmpty()
        || settings.preStopPath().isPresent()
        || !settings.preStopSleep().isZero();
  }

  /** What has been served so far, and what came late. */
  public Traffic traffic(long cut) {
    return new Traffic(
        inFlight.served(),
        arrivals.lateRequests(),
        arrivals.lateConnections(),
        arrivals.lastLateConnection(),
        cut);
  }

  /** Returns what a phase waits with; logs the progress once a second. */
  Waiting waiting() {
    return new Waiting(time, logWriter, bell);
  }
}
