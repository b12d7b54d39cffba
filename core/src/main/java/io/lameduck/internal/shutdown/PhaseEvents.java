package io.lameduck.internal.shutdown;

import io.lameduck.Phase;
import io.lameduck.PhaseListener;
import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of every move from phase to phase, in order, on a thread of their own:
 * nothing of the library waits for them. A listener that does not return in {@value #LIMIT_SECONDS}
 * seconds is abandoned, so that the others hear the rest.
 */
public final class PhaseEvents implements AutoCloseable {
  static final int LIMIT_SECONDS = 5;

  private record Event(Phase from, Phase to, List<PhaseListener> listeners) {}

  private final Time time;
  private final LogWriter logWriter;
  private final Calls calls;
  private final Threads.Worker teller;
  private final List<PhaseListener> listeners;
  private final Set<PhaseListener> abandoned = ConcurrentHashMap.newKeySet();
  private final Deque<Event> untold = new ArrayDeque<>(); // guarded by this
  private final Bell allTold = new Bell();
  private boolean telling; // guarded by this

  public PhaseEvents(
      Threads threads, Time time, LogWriter logWriter, List<PhaseListener> listeners) {
    this.time = time;
    this.logWriter = logWriter;
    this.calls = new Calls(threads, time, "events");
    this.teller = threads.park("event-queue");
    this.listeners = new CopyOnWriteArrayList<>(listeners);
  }

  /** Registers a listener for later phase changes; returns what removes it. */
  public Runnable addListener(PhaseListener listener) {
    listeners.add(listener);
    AtomicBoolean added = new AtomicBoolean(true); // somebody may add the same one again
    return () -> {
      if (added.getAndSet(false)) {
        listeners.remove(listener);
      }
    };
  }

  /** Queues a move for those who listen now. Never waits for any of them. */
  synchronized void moved(Phase from, Phase to) {
    untold.add(new Event(from, to, List.copyOf(listeners)));
    if (!telling) {
      telling = true;
      teller.run("event-queue", this::tellAll);
    }
  }

  /** Waits until all listeners have heard of all moves, or this moment has come. */
  void awaitTold(long until) {
    while (telling() && time.nanos() < until) {
      try {
        time.await(allTold, until);
      } catch (InterruptedException e) {
        Thread.onSpinWait(); // only the deadline may hurry the shutdown
      }
    }
  }

  @Override
  public void close() {
    teller.retire();
    calls.close();
  }

  private void tellAll() {
    for (Event event = next(); event != null; event = next()) {
      for (PhaseListener listener : event.listeners()) {
        tell(listener, event);
      }
    }
    allTold.ring();
  }

  private void tell(PhaseListener listener, Event event) {
    if (abandoned.contains(listener)) {
      return;
    }
    long until = time.nanos() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
    CallResult<Void> heard =
        calls.call(
            "events",
            () -> {
              listener.moved(event.from(), event.to());
              return null;
            },
            until);
    if (heard.isHung()) {
      abandoned.add(listener);
    }
    heard.warn(
        logWriter, "phase listener failed: " + event.from().word() + " to " + event.to().word());
  }

  private synchronized @Nullable Event next() {
    Event event = untold.poll();
    telling = event != null;
    return event;
  }

  private synchronized boolean telling() {
    return telling;
  }
}
