package io.lameduck.rehearsal.cluster;

import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.SecondSigterm;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for on a cluster.
 *
 * @param port of the Service, a number or a name; empty for its first one
 * @param image of the clients
 * @param replicas how many pods there shall be at the start; empty for as many as there are
 * @param minRequests how many to make at least
 * @param afterwards how long the clients go on when all is over
 * @param startTimeout how long the clients may take to begin
 * @param stepTimeout how long a step may take
 */
public record ClusterPlan(
    String deployment,
    String service,
    String port,
    String image,
    Scenario scenario,
    List<Clients> clients,
    long seed,
    Duration warmUp,
    OptionalInt replicas,
    MinRequests minRequests,
    Duration afterwards,
    Duration startTimeout,
    Duration stepTimeout) {
  /** Finds nodes that still route to pods which are gone. */
  public static final Duration USUALLY_AFTERWARDS = Duration.ofSeconds(5);

  private static final Duration MIN_WARM_UP = Duration.ofSeconds(2);

  public ClusterPlan {
    clients = List.copyOf(clients);
    scenario.steps().forEach(ClusterPlan::requirePossible);
  }

  /** Refused before anything is done. */
  private static void requirePossible(Step step) {
    if (step instanceof SecondSigterm) {
      throw new ClusterFailed(
          Reason.IMPOSSIBLE,
          "second-sigterm: nobody but the kubelet signals a process of a pod (expected: steps that"
              + " a cluster offers; this one can be rehearsed on one machine)");
    }
    if (step instanceof Outage) {
      throw new ClusterFailed(
          Reason.IMPOSSIBLE,
          "dependency-outage: the dependencies of a Deployment are its own (expected: steps that a"
              + " cluster offers; this one can be rehearsed on one machine)");
    }
  }

  /** The longest mean pause of the clients, plus two seconds. */
  public static Duration untilConnected(List<Clients> clients) {
    return clients.stream()
        .map(Clients::pause)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO)
        .plus(MIN_WARM_UP);
  }

  boolean evicts() {
    return scenario.steps().stream().anyMatch(DrainNode.class::isInstance);
  }

  /** The kinds of clients whose requests end by themselves. */
  Set<ClientKind> kindsWithAnEnd() {
    return clients.stream()
        .filter(group -> group.count() > 0)
        .map(Clients::kind)
        .filter(kind -> !kind.mayBeEndless())
        .collect(Collectors.toSet());
  }

  /**
   * Where it is no failure to know no pod: the clients of a Service always know it, and are refused
   * by the node, or hear nothing, while it has no pod.
   */
  Set<FailureKind> tolerated() {
    if (!scenario.tolerated().contains(FailureKind.NO_ENDPOINT)) {
      return scenario.tolerated();
    }
    Set<FailureKind> more =
        EnumSet.of(FailureKind.REFUSED, FailureKind.CONNECT_TIMEOUT, FailureKind.UNREACHABLE);
    more.addAll(scenario.tolerated());
    return more;
  }
}
