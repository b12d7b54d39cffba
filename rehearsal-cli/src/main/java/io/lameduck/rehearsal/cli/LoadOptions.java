package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.file.Manifest;
import io.lameduck.rehearsal.file.ScenarioFile;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What happens to the service, and who asks it meanwhile. */
final class LoadOptions {
  private static final String USUAL = "rolling-update";
  private static final Propagation USUAL_PROPAGATION =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      completionCandidates = Scenarios.class,
      description = {
        "rolling-update (default), scale-down, recreate, kill-during-start, dependency-outage,"
            + " second-sigterm, node-drain, or a file of your own."
      })
  String scenario = USUAL;

  @Option(names = "--replicas", paramLabel = "N", description = "Pods at the start. Default: 2")
  @Nullable Integer replicas;

  @Option(
      names = "--min-ready",
      paramLabel = "TIME",
      description = "How long a new pod has to be ready before it counts. Default: 0s")
  @Nullable Duration minReady;

  @Option(
      names = "--start-timeout",
      paramLabel = "TIME",
      description = "Give up on a pod that is not ready by then. Default: 60s")
  Duration startTimeout = Duration.ofSeconds(60);

  @Option(
      names = {"-c", "--client"},
      paramLabel = "KIND=N[,PATH]",
      description = {
        "So many clients, as often as needed: kept-alive, idle, fresh, burst, slow, upload,"
            + " streaming, large, pipelining, http2, grpc, grpc-streaming, websocket. Default:"
            + " kept-alive=10, idle=10, fresh=5, all of /"
      })
  List<Clients> clients = List.of();

  @Option(
      names = "--through",
      paramLabel = "PROXY",
      completionCandidates = Proxies.class,
      description =
          "Put nginx between clients and pods, as an Ingress does: nginx. It has to be installed.")
  @Nullable ProxyKind through;

  @Option(
      names = "--propagation",
      paramLabel = "TIME",
      description = "When clients learn of a pod's coming or going. Default: 1.5s")
  @Nullable Duration propagation;

  @Option(
      names = "--tail",
      paramLabel = "TIME",
      description =
          "When the slow ones among them do. Default: 4s, or --propagation if that is given")
  @Nullable Duration tail;

  @Option(
      names = "--tail-every",
      paramLabel = "N",
      description = "Every N-th client of a kind is slow. Default: 5")
  @Nullable Integer tailEvery;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "For the pauses and choices of the clients. Default: 1")
  @Nullable Long seed;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "Load before anything happens. Default: until the slowest client is connected")
  @Nullable Duration warmUp;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Go on afterwards until so many were made. Default: 0")
  long requests;

  @Option(
      names = "--fail-fast",
      description = "End at the first failed request instead of playing the scenario to its end.")
  boolean failFast;

  @Option(
      names = "--max-cold-start-ratio",
      paramLabel = "RATIO",
      description =
          "Fail if the 99th percentile of the first 1,000 requests to new pods is more than so many"
              + " times that of the steady state, such as 1.5, or unknown. Default: no limit")
  @Nullable Double maxColdStartRatio;

  /** Flags win over the file, and the file over the manifest. */
  Rehearsal applyTo(Rehearsal rehearsal, Optional<Manifest> manifest) {
    ScenarioFile file = ScenarioFile.read(scenario);
    manifest.ifPresent(
        workload -> rehearsal.replicas(workload.replicas()).minReady(workload.minReady()));
    file.replicas().ifPresent(rehearsal::replicas);
    file.minReady().ifPresent(rehearsal::minReady);
    file.seed().ifPresent(rehearsal::seed);
    file.warmUp().ifPresent(rehearsal::warmUp);
    file.maxColdStartRatio().ifPresent(rehearsal::maxColdStartRatio);
    file.propagation().ifPresent(rehearsal::propagation);
    file.clients().ifPresent(rehearsal::clients);
    if (file.isTls()) {
      rehearsal.tls();
    }
    applyTo(rehearsal, file.propagation().orElse(USUAL_PROPAGATION));
    return rehearsal;
  }

  private void applyTo(Rehearsal rehearsal, Propagation otherwise) {
    rehearsal.startTimeout(startTimeout).atLeast(requests);
    if (failFast) {
      rehearsal.endAtFirstFailure();
    }
    Optional.ofNullable(maxColdStartRatio).ifPresent(rehearsal::maxColdStartRatio);
    Optional.ofNullable(through).ifPresent(rehearsal::through);
    Optional.ofNullable(replicas).ifPresent(rehearsal::replicas);
    Optional.ofNullable(minReady).ifPresent(rehearsal::minReady);
    Optional.ofNullable(seed).ifPresent(rehearsal::seed);
    Optional.ofNullable(warmUp).ifPresent(rehearsal::warmUp);
    if (propagation != null || tail != null || tailEvery != null) {
      rehearsal.propagation(propagationAsked(otherwise));
    }
    if (!clients.isEmpty()) {
      rehearsal.clients(clients);
    }
  }

  /** With only a new usual one there is no tail: it might be the shorter of the two. */
  private Propagation propagationAsked(Propagation otherwise) {
    Duration usual = propagation == null ? otherwise.usual() : propagation;
    Duration slow = propagation == null ? otherwise.tail() : usual;
    int every = tailEvery == null ? otherwise.tailEvery() : tailEvery;
    return new Propagation(usual, tail == null ? slow : tail, every);
  }

  /** A strategy's percentages, and what the preflight says of them, are about these replicas. */
  Manifest inManifest(Manifest manifest) {
    OptionalInt inFile = ScenarioFile.read(scenario).replicas();
    int count = replicas == null ? inFile.orElse(manifest.replicas()) : replicas;
    return manifest.withReplicas(count);
  }

  /** The scenario; a rolling update is done as the manifest's strategy does it. */
  Scenario scenario(Optional<Manifest> manifest) {
    return scenario.equals(USUAL) && manifest.isPresent()
        ? Scenario.of(manifest.get().update())
        : ScenarioFile.read(scenario).scenario();
  }
}
