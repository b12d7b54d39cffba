package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When each pod was added to a Service and removed from it, as a proxy on a node hears of it: from
 * EndpointSlices, or from Endpoints where the cluster has no {@code discovery.k8s.io/v1}, before
 * 1.21. Any thread.
 */
final class Slices implements AutoCloseable {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final Map<String, Set<String>> byObject = new HashMap<>();
  private final List<EndpointChange> changes = new ArrayList<>();
  private final Stopwatch stopwatch;
  private boolean watching;
  private @Nullable SharedIndexInformer<?> informer;

  private Slices(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /** Watches them until closed; those there are now are known when this returns. */
  static Slices watch(NamespacedKubernetesClient client, String service, Stopwatch stopwatch) {
    Slices slices = new Slices(stopwatch);
    if (client.supports(EndpointSlice.class)) {
      slices.inform(
          client.discovery().v1().endpointSlices().withLabel(SERVICE_NAME, service),
          Slices::readyIn);
    } else {
      slices.inform(client.endpoints().withName(service), Slices::readyIn);
    }
    return slices;
  }

  private <T extends HasMetadata> void inform(Informable<T> objects, Function<T, Set<String>> of) {
    Handler<T> handler = new Handler<>(of);
    SharedIndexInformer<T> started = objects.inform(handler);
    informer = started;
    thereBefore(started.getStore().list(), handler);
  }

  /** The informer tells of them as well, some time soon. */
  private synchronized <T extends HasMetadata> void thereBefore(
      List<T> objects, Handler<T> handler) {
    objects.forEach(handler::onAdd);
    watching = true;
  }

  private static Set<String> readyIn(EndpointSlice slice) {
    return slice.getEndpoints().stream()
        .filter(endpoint -> isReady(endpoint.getConditions()))
        .map(Endpoint::getTargetRef)
        .filter(Objects::nonNull)
        .map(ObjectReference::getName)
        .collect(Collectors.toSet());
  }

  /** Unknown is to be taken for ready. */
  private static boolean isReady(@Nullable EndpointConditions conditions) {
    return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
  }

  private static Set<String> readyIn(Endpoints endpoints) {
    return endpoints.getSubsets().stream()
        .flatMap(subset -> subset.getAddresses().stream())
        .map(EndpointAddress::getTargetRef)
        .filter(Objects::nonNull)
        .map(ObjectReference::getName)
        .collect(Collectors.toSet());
  }

  /** One object now has these; a pod may be in several while it moves from one to another. */
  private synchronized void now(String object, Set<String> ready) {
    Set<String> before = all();
    byObject.put(object, ready);
    Set<String> after = all();
    Duration at = watching ? stopwatch.elapsed() : Duration.ZERO;
    after.stream()
        .filter(pod -> !before.contains(pod))
        .forEach(pod -> changes.add(new EndpointChange(at, pod, true)));
    before.stream()
        .filter(pod -> !after.contains(pod))
        .forEach(pod -> changes.add(new EndpointChange(at, pod, false)));
  }

  private Set<String> all() {
    return byObject.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All that has happened so far, in order. */
  synchronized List<EndpointChange> changes() {
    return List.copyOf(changes);
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }

  private final class Handler<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final Function<T, Set<String>> ready;

    Handler(Function<T, Set<String>> ready) {
      this.ready = ready;
    }

    @Override
    public void onAdd(T object) {
      now(object.getMetadata().getName(), ready.apply(object));
    }

    @Override
    public void onUpdate(T before, T object) {
      onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean stateIsOld) {
      now(object.getMetadata().getName(), Set.of());
    }
  }
}
