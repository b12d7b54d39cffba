package io.lameduck.internal.process;

import io.lameduck.Lameduck;
import io.lameduck.StopSignal;
import io.lameduck.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM and SIGINT by the JVM's own handlers. Unlike with a shutdown hook the JVM is then still
 * whole while the service drains, the exit code can be chosen, and a repeated signal is heard.
 *
 * <p>SIGTERM comes from machines, which may repeat it: it never hurries anything. SIGINT comes from
 * a person, who presses Ctrl+C again when the process is to end at once.
 *
 * <p>A container may be stopped by another signal, which then means what SIGTERM does.
 *
 * <p>In an image without {@code jdk.unsupported} there are no such handlers; then the {@link
 * ExitHook} drains. Under {@code -Xrs} the JVM has no handlers at all: a signal kills it and no
 * hook runs. A signal that was ignored when the process started stays ignored, and all that is left
 * is to say so.
 */
public final class Signals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final Consumer<Trigger> heard;
  private final IntConsumer atOnce;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final List<Trap> traps = new ArrayList<>();

  /**
   * @param heard called with each signal, on a thread of the JVM
   * @param atOnce called instead with each SIGINT but the first, and the exit code it stands for
   */
  public Signals(Consumer<Trigger> heard, IntConsumer atOnce) {
    this.heard = heard;
    this.atOnce = atOnce;
  }

  public void install() {
    trap(Trigger.SIGTERM, "SIGTERM");
    trap(Trigger.SIGINT, "SIGINT");
  }

  /** Hears the signal by which the container is stopped, unless that is SIGTERM. */
  public void install(StopSignal signal) {
    if (signal != StopSignal.SIGTERM) {
      trap(Trigger.STOP_SIGNAL, signal.name());
    }
  }

  /** Puts back the handlers that were there before, unless somebody has replaced ours since. */
  @Override
  public void close() {
    traps.forEach(Trap::remove);
  }

  private void trap(Trigger trigger, String name) {
    try {
      Trap trap = Trap.set(this, trigger, name);
      traps.add(trap);
      if (trap.deaf()) {
        warn(trigger, name);
      }
    } catch (IllegalArgumentException e) {
      log.warn(
          "{} ends the process at once and undrained, since the JVM leaves signals alone: remove"
              + " -Xrs from its options",
          name);
    } catch (LinkageError e) {
      log.info("{} is handled by a shutdown hook: {}", name, e.getMessage());
    }
  }

  /** SIGINT is ignored by everything that a script starts in the background. */
  private static void warn(Trigger trigger, String name) {
    log.atLevel(trigger == Trigger.SIGINT ? Level.DEBUG : Level.WARN)
        .log(
            "{} is ignored, because the process that started this one ignored it: look for trap ''"
                + " in the script that starts the JVM",
            name);
  }

  private void receive(Trigger trigger, int number) {
    if (trigger == Trigger.SIGINT && !interrupted.compareAndSet(false, true)) {
      atOnce.accept(128 + number);
    } else {
      heard.accept(trigger);
    }
  }

  /** One signal: apart, so that nothing of {@code sun.misc} is loaded before it is tried. */
  private static final class Trap implements SignalHandler {
    private final Signals signals;
    private final Trigger trigger;
    private final Signal signal;
    private SignalHandler previous = SignalHandler.SIG_DFL;
    private volatile boolean removed;

    private Trap(Signals signals, Trigger trigger, String name) {
      this.signals = signals;
      this.trigger = trigger;
      this.signal = new Signal(name.substring("SIG".length()));
    }

    static Trap set(Signals signals, Trigger trigger, String name) {
      Trap trap = new Trap(signals, trigger, name);
      trap.previous = Signal.handle(trap.signal, trap);
      return trap;
    }

    /** Whether no signal will ever come: the JVM ignores what was ignored when it started. */
    boolean deaf() {
      return previous == SignalHandler.SIG_IGN;
    }

    /** A second service in the same JVM has to hear of it as well. */
    @Override
    public void handle(Signal received) {
      try {
        if (!removed) {
          signals.receive(trigger, received.getNumber());
        }
      } finally {
        if (previous instanceof Trap other) {
          other.handle(received);
        }
      }
    }

    /** One that was set later may hold on to this one, which from now on only passes signals on. */
    void remove() {
      removed = true;
      SignalHandler current = Signal.handle(signal, survivor());
      if (current != this) {
        Signal.handle(signal, current);
      }
    }

    /** Who was there before, but for the services that have been closed meanwhile. */
    private SignalHandler survivor() {
      return previous instanceof Trap other && other.removed ? other.survivor() : previous;
    }
  }
}
