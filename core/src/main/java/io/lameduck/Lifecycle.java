package io.lameduck;

import io.lameduck.probe.ServiceState;
import io.lameduck.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phase of one service, and what follows from it. Moves are atomic: of two threads that want to
 * make the same move one does. Readiness is derived from the phase each time it is asked for: a
 * stored flag could be set back by a check that recovers during the shutdown.
 */
final class Lifecycle implements ServiceState {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  /** The phase and the moment it began, in one so that they cannot disagree. */
  private record Standing(Phase phase, long since, boolean started) {}

  private final Time time;
  private final ReadinessOnShutdown readinessOnShutdown;
  private final List<PhaseListener> listeners;
  private final AtomicReference<Standing> standing;

  Lifecycle(Time time, ReadinessOnShutdown readinessOnShutdown, List<PhaseListener> listeners) {
    this.time = time;
    this.readinessOnShutdown = readinessOnShutdown;
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    this.standing = new AtomicReference<>(new Standing(Phase.STARTING, time.nanos(), false));
  }

  void addListener(PhaseListener listener) {
    listeners.add(listener);
  }

  Phase current() {
    return standing.get().phase();
  }

  /** The start-up is complete; without effect when the shutdown has already begun. */
  void ready() {
    move(phase -> phase == Phase.STARTING, Phase.READY);
  }

  /** Moves on to a phase of the shutdown; without effect where that is not legal. */
  void advance(Phase next) {
    move(phase -> phase.mayBecome(next), next);
  }

  /** Takes a tentative lame duck back. */
  void withdraw() {
    move(phase -> phase == Phase.LAME_DUCK, started() ? Phase.READY : Phase.STARTING);
  }

  /** Whether clients are to be asked to leave: from the lame duck on. */
  boolean isLameDuck() {
    return current().compareTo(Phase.LAME_DUCK) >= 0;
  }

  @Override
  public boolean started() {
    return standing.get().started();
  }

  @Override
  public boolean accepting() {
    Standing now = standing.get();
    return switch (now.phase()) {
      case READY -> true;
      case LAME_DUCK -> now.started() && staysReady(time.nanos() - now.since());
      default -> false;
    };
  }

  @Override
  public String phase() {
    return current().word();
  }

  private boolean staysReady(long lameDuckNanos) {
    return readinessOnShutdown.staysReady(Duration.ofNanos(lameDuckNanos));
  }

  private void move(Predicate<Phase> mayMove, Phase next) {
    Standing from = standing.get();
    while (mayMove.test(from.phase())) {
      if (standing.compareAndSet(from, after(from, next))) {
        announce(from.phase(), next);
        return;
      }
      from = standing.get();
    }
  }

  private Standing after(Standing from, Phase next) {
    return new Standing(next, time.nanos(), from.started() || next == Phase.READY);
  }

  private void announce(Phase from, Phase to) {
    for (PhaseListener listener : listeners) {
      try {
        listener.moved(from, to);
      } catch (RuntimeException | Error e) {
        log.warn("a phase listener failed on the way from {} to {}", from.word(), to.word(), e);
      }
    }
  }
}
