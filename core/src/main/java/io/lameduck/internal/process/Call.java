package io.lameduck.internal.process;

import io.lameduck.internal.time.Bell;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One call of foreign code: runs on one thread, is watched from another. */
public final class Call<T> {
  private final Callable<? extends @Nullable T> code;
  private final Bell over = new Bell();
  private @Nullable Thread thread;
  private volatile @Nullable CallResult<T> result;

  Call(Callable<? extends @Nullable T> code) {
    this.code = code;
  }

  /** Runs the code, on this thread. Never throws; the result is still to be settled. */
  CallResult<T> execute() {
    runsOn(Thread.currentThread());
    try {
      return CallResult.done(code.call());
    } catch (Throwable t) { // sneaky checked ones too
      return CallResult.thrown(t);
    } finally {
      runsOn(null);
    }
  }

  /** How it went, or null while it runs. */
  public @Nullable CallResult<T> result() {
    return result;
  }

  /** Rings when there is a result. */
  Bell over() {
    return over;
  }

  /** Ends it as far as others are concerned; the first result stays. */
  CallResult<T> settle(CallResult<T> ended) {
    synchronized (this) {
      if (result == null) {
        result = ended;
      }
    }
    over.ring();
    CallResult<T> first = result;
    return first == null ? ended : first;
  }

  /** Asks the code to return. */
  public synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Whether it cannot return because it has called {@link System#exit}. */
  synchronized boolean calledSystemExit() {
    return SystemExits.calledBy(thread);
  }

  private synchronized void runsOn(@Nullable Thread now) {
    thread = now;
  }
}
