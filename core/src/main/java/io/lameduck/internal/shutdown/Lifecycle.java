package io.lameduck.internal.shutdown;

import io.lameduck.Phase;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.internal.health.ServiceState;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * The phase of one service, and what follows from it. It only moves forward; of two threads that
 * want to make the same move one does. Readiness is derived from the phase each time it is asked
 * for: a stored flag could be set back by a check that recovers during the shutdown.
 */
public final class Lifecycle implements ServiceState {
  /** The phase and the moment it began, in one so that they cannot disagree. */
  private record Current(Phase phase, long since, boolean started) {}

  private final Time time;
  private final ReadinessOnShutdown readinessOnShutdown;
  private final PhaseEvents events;
  private volatile Runnable onMove = () -> {};
  private volatile Current current;

  public Lifecycle(Time time, ReadinessOnShutdown readinessOnShutdown, PhaseEvents events) {
    this.time = time;
    this.readinessOnShutdown = readinessOnShutdown;
    this.events = events;
    this.current = new Current(Phase.STARTING, time.nanos(), false);
  }

  /** Runs after each move, on the thread that made it: the library's own code, and quick. */
  public void onMove(Runnable task) {
    onMove = task;
  }

  public Phase current() {
    return current.phase();
  }

  /** The start-up is complete; without effect when the shutdown has already begun. */
  public boolean ready() {
    return advance(Phase.READY);
  }

  /** Moves on to a later phase; returns whether this call made the move. */
  public boolean advance(Phase next) {
    boolean moved = move(next);
    if (moved) {
      onMove.run();
    }
    return moved;
  }

  /** Whether clients are to be asked to leave: from the lame duck on. */
  public boolean isLameDuck() {
    return current().compareTo(Phase.LAME_DUCK) >= 0;
  }

  @Override
  public boolean started() {
    return current.started();
  }

  @Override
  public boolean accepting() {
    Current now = current;
    return switch (now.phase()) {
      case READY -> true;
      case LAME_DUCK -> now.started() && staysReady(time.nanos() - now.since());
      default -> false;
    };
  }

  /**
   * The moment at which the service stops {@link #accepting()} by the passing of time alone; {@link
   * Long#MAX_VALUE} where none is known.
   */
  public long acceptingUntil() {
    Current now = current;
    Optional<Duration> limit = readinessOnShutdown.limit();
    boolean limited = now.phase() == Phase.LAME_DUCK && limit.isPresent() && accepting();
    return limited ? now.since() + limit.get().toNanos() : Long.MAX_VALUE;
  }

  @Override
  public String phase() {
    return current().word();
  }

  /**
   * All legal moves: one step forward, or straight from {@link Phase#STARTING} to {@link
   * Phase#LAME_DUCK} when the shutdown begins early.
   */
  static boolean isLegal(Phase from, Phase next) {
    return switch (from) {
      case STARTING -> next == Phase.READY || next == Phase.LAME_DUCK;
      case READY -> next == Phase.LAME_DUCK;
      case LAME_DUCK -> next == Phase.DRAINING;
      case DRAINING -> next == Phase.CLOSING;
      case CLOSING -> next == Phase.TERMINATED;
      case TERMINATED -> false;
    };
  }

  private boolean staysReady(long lameDuckNanos) {
    Optional<Duration> limit = readinessOnShutdown.limit();
    return limit.isEmpty() || lameDuckNanos < limit.get().toNanos();
  }

  /**
   * The lock keeps the moves and the events of them in one order; nothing foreign runs under it.
   */
  private synchronized boolean move(Phase next) {
    Current from = current;
    if (!isLegal(from.phase(), next)) {
      return false;
    }
    current = new Current(next, time.nanos(), from.started() || next == Phase.READY);
    events.moved(from.phase(), next);
    return true;
  }
}
