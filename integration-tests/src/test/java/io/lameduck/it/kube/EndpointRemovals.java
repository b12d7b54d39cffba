package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When each pod was taken out of a Service, as somebody sees it who watches, like a balancer. */
final class EndpointRemovals implements Watcher<Endpoints>, AutoCloseable {
  private final Map<String, Instant> removed = new ConcurrentHashMap<>();
  private volatile Set<String> current = Set.of();
  private @Nullable Watch watch;

  static EndpointRemovals of(Namespace namespace, String service) {
    EndpointRemovals removals = new EndpointRemovals();
    removals.watch = namespace.client().endpoints().withName(service).watch(removals);
    return removals;
  }

  @Override
  public void eventReceived(Action action, Endpoints endpoints) {
    Set<String> now = pods(endpoints);
    Instant at = Instant.now();
    current.stream().filter(pod -> !now.contains(pod)).forEach(pod -> removed.put(pod, at));
    current = now;
  }

  private static Set<String> pods(Endpoints endpoints) {
    return endpoints.getSubsets().stream()
        .flatMap(subset -> subset.getAddresses().stream())
        .map(EndpointAddress::getTargetRef)
        .map(pod -> pod.getName())
        .collect(Collectors.toSet());
  }

  /** Null if it is still there. */
  @Nullable Instant of(String pod) {
    return removed.get(pod);
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException("nobody watches the endpoints any more", cause);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
