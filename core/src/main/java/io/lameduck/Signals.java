package io.lameduck;

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
 * whole while the service drains, the exit code can be chosen, and a second signal is heard.
 *
 * <p>Under {@code -Xrs} and in an image without {@code jdk.unsupported} they cannot be had; then
 * the {@link ExitHook} has to do. A signal that was ignored when the process started stays ignored,
 * and all that is left is to say so.
 */
final class Signals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final Consumer<Trigger> first;
  private final IntConsumer second;
  private final AtomicBoolean received = new AtomicBoolean();
  private final List<Trap> traps = new ArrayList<>();

  /**
   * @param first called with the first signal, on a thread of the JVM
   * @param second called with each further one, and the exit code it stands for
   */
  Signals(Consumer<Trigger> first, IntConsumer second) {
    this.first = first;
    this.second = second;
  }

  void install() {
    install(Trigger.SIGTERM);
    install(Trigger.SIGINT);
  }

  /** Puts back the handlers that were there before, unless somebody has replaced ours since. */
  @Override
  public void close() {
    traps.forEach(Trap::remove);
  }

  private void install(Trigger trigger) {
    try {
      Trap trap = Trap.set(this, trigger);
      traps.add(trap);
      if (trap.deaf()) {
        warn(trigger);
      }
    } catch (IllegalArgumentException | LinkageError e) {
      log.info("{} is handled by a shutdown hook: {}", trigger.word(), e.getMessage());
    }
  }

  /** SIGINT is ignored by everything that a script starts in the background. */
  private static void warn(Trigger trigger) {
    log.atLevel(trigger == Trigger.SIGTERM ? Level.WARN : Level.DEBUG)
        .log(
            "{} is ignored, because the process that started this one ignored it: look for trap ''"
                + " in the script that starts the JVM",
            trigger.word());
  }

  private void receive(Trigger trigger, int number) {
    if (received.compareAndSet(false, true)) {
      first.accept(trigger);
    } else {
      second.accept(128 + number);
    }
  }

  /** One signal: apart, so that nothing of {@code sun.misc} is loaded before it is tried. */
  private static final class Trap implements SignalHandler {
    private final Signals signals;
    private final Trigger trigger;
    private final Signal signal;
    private SignalHandler previous = SignalHandler.SIG_DFL;
    private volatile boolean removed;

    private Trap(Signals signals, Trigger trigger) {
      this.signals = signals;
      this.trigger = trigger;
      this.signal = new Signal(trigger.word().substring("SIG".length()));
    }

    static Trap set(Signals signals, Trigger trigger) {
      Trap trap = new Trap(signals, trigger);
      trap.previous = Signal.handle(trap.signal, trap);
      return trap;
    }

    /** Whether no signal will ever come: the JVM leaves one alone that was ignored at its start. */
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
