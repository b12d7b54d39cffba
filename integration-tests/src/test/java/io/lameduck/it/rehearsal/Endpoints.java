package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The instances of a service as the control plane knows them, and the history from which every
 * client's delayed view is derived. Any thread may change and look.
 */
final class Endpoints {
  private record Change(long atNanos, Endpoint endpoint, boolean added) {}

  private final LongSupplier nanos;
  private final List<Endpoint> initial = new CopyOnWriteArrayList<>();
  private final List<Change> changes = new CopyOnWriteArrayList<>();

  Endpoints(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Adds one that every client knows at once. */
  void startWith(Endpoint endpoint) {
    initial.add(endpoint);
  }

  void add(Endpoint endpoint) {
    changes.add(new Change(nanos.getAsLong(), endpoint, true));
  }

  void remove(Endpoint endpoint) {
    changes.add(new Change(nanos.getAsLong(), endpoint, false));
  }

  /** What a client knows that learns of every change this much later. */
  List<Endpoint> knownAfter(Duration lag) {
    long horizon = nanos.getAsLong() - lag.toNanos();
    List<Endpoint> known = new ArrayList<>(initial);
    for (Change change : changes) {
      if (change.atNanos() - horizon <= 0) {
        apply(change, known);
      }
    }
    return known;
  }

  private static void apply(Change change, List<Endpoint> known) {
    if (change.added()) {
      known.add(change.endpoint());
    } else {
      known.remove(change.endpoint());
    }
  }
}
