package io.lameduck.rehearsal;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a rehearsal is given, except its scenario. */
record Plan(
    PodSpec service,
    int replicas,
    Availability availability,
    List<Clients> clients,
    Propagation propagation,
    long seed,
    Duration warmUp,
    MinRequests minRequests,
    boolean endsAtFirstFailure,
    ColdStartRule coldStartRule,
    @Nullable ProxyKind proxy) {
  private static final Duration MIN_WARM_UP = Duration.ofSeconds(2);

  /** The longest mean pause of the clients, plus two seconds. */
  static Duration untilConnected(List<Clients> clients) {
    return clients.stream()
        .map(Clients::pause)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO)
        .plus(MIN_WARM_UP);
  }

  /** The kinds of clients whose requests end by themselves. */
  Set<ClientKind> kindsWithAnEnd() {
    return clients.stream()
        .filter(group -> group.count() > 0)
        .map(Clients::kind)
        .filter(kind -> !kind.mayBeEndless())
        .collect(toSet());
  }

  /** What to show of it. Not the environment, which may hold secrets. */
  Map<String, String> shown(Scenario scenario) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("command", String.join(" ", service.command()));
    shown.put("steps", words(scenario.steps()));
    shown.put("replicas", Integer.toString(replicas));
    shown.put("clients", words(clients));
    if (proxy != null) {
      shown.put("through", proxy.label());
    }
    shown.put("propagation", propagation.toString());
    shown.put("seed", Long.toString(seed));
    shown.put("grace period", service.gracePeriod().toSeconds() + " s");
    shown.put("preStop", service.preStop() == null ? "none" : service.preStop().toString());
    return shown;
  }

  private static String words(List<?> things) {
    return things.stream().map(Object::toString).collect(joining(", "));
  }
}
