package io.lameduck.internal.work;

import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A future whose ticket is given back when it is cancelled before it has begun. */
final class CancellableTask<T> extends FutureTask<T> {
  /** Weak: whoever keeps the future must not keep a task from being seen as dropped. */
  private volatile @Nullable WeakReference<TicketedTask> ticketed;

  CancellableTask(Callable<T> task) {
    super(task);
  }

  void tellCancellation(TicketedTask ticketed) {
    this.ticketed = new WeakReference<>(ticketed);
  }

  @Override
  protected void done() {
    WeakReference<TicketedTask> reference = ticketed;
    TicketedTask waiting = reference == null ? null : reference.get();
    if (isCancelled() && waiting != null) {
      waiting.cancelled();
    }
  }
}
