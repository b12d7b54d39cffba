package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The pods of a service as the control plane knows them, and the history from which every client's
 * delayed view is derived. Any thread.
 */
public final class Endpoints implements Discovery {
  private record Change(Duration at, Endpoint endpoint, boolean added) {}

  private final Stopwatch stopwatch;
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final Map<String, Duration> deletions = new ConcurrentHashMap<>();
  private volatile int knownToAll;

  public Endpoints(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /** A pod has become ready. */
  public synchronized void add(Endpoint endpoint) {
    if (!current().contains(endpoint) && !deletions.containsKey(endpoint.pod())) {
      changes.add(new Change(stopwatch.elapsed(), endpoint, true));
    }
  }

  /** A pod is no longer ready. */
  public synchronized void remove(Endpoint endpoint) {
    if (current().contains(endpoint)) {
      changes.add(new Change(stopwatch.elapsed(), endpoint, false));
    }
  }

  /** A pod was deleted: it never comes back, and who connects to it from now on is late. */
  public synchronized void delete(Endpoint endpoint) {
    remove(endpoint);
    deletions.putIfAbsent(endpoint.pod(), stopwatch.elapsed());
  }

  /** Every client knows from the start what has happened so far. */
  synchronized void announceAll() {
    knownToAll = changes.size();
  }

  /** The names of the pods that were there before the clients began to ask. */
  Set<String> atTheStart() {
    return changes.subList(0, knownToAll).stream()
        .map(change -> change.endpoint().pod())
        .collect(Collectors.toSet());
  }

  private List<Endpoint> current() {
    return knownAfter(Duration.ZERO);
  }

  @Override
  public List<Endpoint> knownAfter(Duration lag) {
    Duration horizon = stopwatch.elapsed().minus(lag);
    List<Endpoint> known = new ArrayList<>();
    int number = 0;
    for (Change change : changes) {
      if (number++ < knownToAll || change.at().compareTo(horizon) <= 0) {
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

  /** How long ago a pod was deleted; empty if it was not. */
  Optional<Duration> sinceDeletion(String pod) {
    return Optional.ofNullable(deletions.get(pod)).map(at -> stopwatch.elapsed().minus(at));
  }

  Set<String> deleted() {
    return Set.copyOf(deletions.keySet());
  }

  /** All that has happened so far, in order. */
  public List<EndpointChange> changes() {
    return changes.stream()
        .map(change -> new EndpointChange(change.at(), change.endpoint().pod(), change.added()))
        .toList();
  }
}
