package io.lameduck.grpc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All clients that watch the health of a server, looked after by one thread, which there is only
 * while there are any. Thread-safe.
 */
final class HealthWatches {
  /** A watch is cheap, but anybody who can connect can open one. */
  static final int MOST = 1000;

  private static final Logger log = LoggerFactory.getLogger(HealthWatches.class);
  private static final long LOOK_MILLIS = 250;

  private final Set<HealthWatch> watches = new HashSet<>();
  private @Nullable ScheduledExecutorService clock;

  /** Looks after one more; false if there are too many. */
  synchronized boolean add(HealthWatch watch) {
    if (watches.size() >= MOST) {
      return false;
    }
    watches.add(watch);
    if (clock == null) {
      clock = Executors.newSingleThreadScheduledExecutor(HealthWatches::daemon);
      var unused =
          clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return true;
  }

  /** Forgets one, if it is there. */
  synchronized void remove(HealthWatch watch) {
    watches.remove(watch);
    if (watches.isEmpty() && clock != null) {
      clock.shutdown();
      clock = null;
    }
  }

  /** Tells every client what has changed. */
  void look() {
    all().forEach(this::look);
  }

  private void look(HealthWatch watch) {
    try {
      watch.look();
    } catch (RuntimeException e) {
      log.debug("a watch of the health failed, and is dropped", e);
      remove(watch);
    }
  }

  private synchronized List<HealthWatch> all() {
    return List.copyOf(watches);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "lameduck-grpc-health", 0, false);
    thread.setDaemon(true);
    return thread;
  }
}
