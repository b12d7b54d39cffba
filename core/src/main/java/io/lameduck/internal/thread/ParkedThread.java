package io.lameduck.internal.thread;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that is parked until it gets a task. Handing one over allocates nothing, and
 * neither an interrupt nor an error that a task throws ends the thread.
 */
final class ParkedThread implements Threads.Worker, Runnable {
  private final String idleName;
  private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
  private final Thread thread;
  private volatile String nextName;
  private volatile boolean retired;

  private ParkedThread(String name) {
    this.idleName = name;
    this.nextName = name;
    this.thread = DaemonThread.of(name, this);
  }

  static ParkedThread start(String name) {
    ParkedThread parked = new ParkedThread(name);
    parked.thread.start();
    return parked;
  }

  @Override
  public void run(String name, Runnable task) {
    nextName = name;
    next.set(task);
    LockSupport.unpark(thread);
  }

  @Override
  public void retire() {
    retired = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    while (true) {
      Runnable task = next.getAndSet(null);
      if (task != null) {
        attempt(nextName, task);
      } else if (retired) {
        return;
      } else {
        LockSupport.park(this);
      }
      Thread.interrupted(); // a pending interrupt would keep the thread from parking
    }
  }

  private void attempt(String name, Runnable task) {
    boolean renamed = !name.equals(idleName) && rename(name);
    try {
      task.run();
    } catch (Throwable t) {
      // Tasks tell of their own failures. What still comes here is a lack of memory.
    }
    if (renamed) {
      rename(idleName);
    }
  }

  /** A name is worth less than the task: it runs under the old one where there is no memory. */
  private boolean rename(String name) {
    try {
      thread.setName("lameduck-" + name);
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }
}
