package io.lameduck.internal.health;

import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Tells the listeners when the health of the service may have changed. Thread-safe. */
public final class HealthEvents implements AutoCloseable {
  private final Threads threads;
  private final Time time;
  private final LogWriter logWriter;
  private final LongSupplier nextChange;
  private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param nextChange the moment of the next change that comes by the passing of time alone; {@link
   *     Long#MAX_VALUE} for none
   */
  public HealthEvents(Threads threads, Time time, LogWriter logWriter, LongSupplier nextChange) {
    this.threads = threads;
    this.time = time;
    this.logWriter = logWriter;
    this.nextChange = nextChange;
  }

  /** Registers a listener; returns what removes it. */
  public Runnable add(Runnable listener) {
    Objects.requireNonNull(listener, "listener");
    HealthListener added = new HealthListener(threads, time, logWriter, nextChange, listener);
    listeners.add(added);
    added.start();
    return () -> {
      listeners.remove(added);
      added.close();
    };
  }

  /** Never waits, and calls no listener on this thread. */
  public void changed() {
    listeners.forEach(HealthListener::changed);
  }

  @Override
  public void close() {
    listeners.forEach(HealthListener::close);
  }
}
