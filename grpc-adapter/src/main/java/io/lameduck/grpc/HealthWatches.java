package io.lameduck.grpc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients that watch the health of a server. Thread-safe. */
final class HealthWatches {
  /** A watch is cheap, but anybody who can connect can open one. */
  static final int MAX = 1000;

  private static final Logger log = LoggerFactory.getLogger(HealthWatches.class);

  private final Set<HealthWatch> watches = new HashSet<>();

  /** Adds one; false if there are too many. */
  synchronized boolean add(HealthWatch watch) {
    return watches.size() < MAX && watches.add(watch);
  }

  /** Forgets one, if it is there. */
  synchronized void remove(HealthWatch watch) {
    watches.remove(watch);
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
}
