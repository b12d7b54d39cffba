package io.lameduck.jdk;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * A few threads, each started for one task. When all are busy the one that has been at it for
 * longest is interrupted, which closes the connection it reads from: clients that send half a
 * request and wait cannot keep a probe from being answered.
 */
final class EvictingExecutor implements Executor {
  private final int most;
  private final Set<Thread> running = new LinkedHashSet<>(); // oldest first

  EvictingExecutor(int most) {
    this.most = most;
  }

  @Override
  public synchronized void execute(Runnable task) {
    if (running.size() >= most) {
      Thread oldest = running.iterator().next();
      running.remove(oldest);
      oldest.interrupt();
    }
    Thread thread = new Thread(null, () -> run(task), "lameduck-probe", 0, false);
    thread.setDaemon(true);
    running.add(thread);
    thread.start();
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      done(Thread.currentThread());
    }
  }

  private synchronized void done(Thread thread) {
    running.remove(thread);
  }
}
