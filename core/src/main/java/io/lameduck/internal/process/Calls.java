package io.lameduck.internal.process;

import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Calls foreign code, which may hang, throw anything, return null, or exit, on a thread that can be
 * spared. One such thread is parked beforehand; it is replaced only after a call has hung, and
 * where there is none to replace it further calls fail.
 */
public final class Calls implements AutoCloseable {
  /** How often a wait looks for a call of {@link System#exit}, in nanoseconds. */
  public static final long LOOK = Duration.ofMillis(100).toNanos();

  private final Threads threads;
  private final Time time;
  private final String name;
  private final Deque<Threads.Worker> parked = new ArrayDeque<>(); // guarded by this
  private boolean closed; // guarded by this

  public Calls(Threads threads, Time time, String name) {
    this.threads = threads;
    this.time = time;
    this.name = name;
    parked.push(threads.park(name));
  }

  /**
   * Calls the code and waits for it; from then on its result is settled. Never throws.
   *
   * @param until how long to wait, as a moment of the service's time
   */
  public <T> CallResult<T> call(String name, Callable<? extends @Nullable T> code, long until) {
    try {
      return await(start(name, code), until);
    } catch (OutOfMemoryError e) {
      return CallResult.noMemory();
    }
  }

  /** Begins a call. */
  public <T> Call<T> start(String name, Callable<? extends @Nullable T> code) {
    Call<T> call = new Call<>(code);
    try {
      Threads.Worker worker = worker();
      worker.run(name, () -> run(call, worker));
    } catch (OutOfMemoryError e) {
      call.settle(CallResult.failed("no thread to run it"));
    }
    return call;
  }

  /** Waits for a call, and settles it as hung when it is not over in time. */
  public <T> CallResult<T> await(Call<T> call, long until) {
    waitFor(call, until);
    return call.settle(CallResult.hung());
  }

  /** Waits for a call, which may go on afterwards. */
  public void waitFor(Call<?> call, long until) {
    while (call.result() == null && time.nanos() < until) {
      pause(call, Math.min(until, time.nanos() + LOOK));
      if (call.calledSystemExit()) {
        call.settle(CallResult.failed("called System.exit"));
      }
    }
  }

  /** Ends the threads that are parked, and the others when they return. */
  @Override
  public synchronized void close() {
    closed = true;
    parked.forEach(Threads.Worker::retire);
  }

  /** The thread is free before the result is known, so that the next call finds it. */
  private <T> void run(Call<T> call, Threads.Worker worker) {
    CallResult<T> result = call.execute();
    park(worker);
    call.settle(result);
  }

  private synchronized Threads.Worker worker() {
    Threads.Worker worker = parked.poll();
    return worker == null ? threads.park(name) : worker;
  }

  private synchronized void park(Threads.Worker worker) {
    parked.push(worker);
    if (closed) {
      worker.retire();
    }
  }

  private void pause(Call<?> call, long until) {
    try {
      time.await(call.over(), until);
    } catch (InterruptedException e) {
      Thread.onSpinWait(); // only the deadline may hurry the shutdown
    }
  }
}
