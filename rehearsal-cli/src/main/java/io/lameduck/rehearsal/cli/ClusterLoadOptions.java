package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.cluster.ClusterPlan;
import io.lameduck.rehearsal.file.ScenarioFile;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What happens to a Deployment on a cluster, and who asks it meanwhile. */
final class ClusterLoadOptions {
  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      completionCandidates = Scenarios.class,
      description = {
        "rolling-update (default), scale-down, recreate, kill-during-start, node-drain, or a file"
            + " of your own."
      })
  String scenario = "rolling-update";

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Pods at the start. Default: as many as there are")
  @Nullable Integer replicas;

  @Option(
      names = {"-c", "--client"},
      paramLabel = "KIND=N[,PATH]",
      description = {
        "So many clients, as often as needed, as on one machine. Default: kept-alive=10, idle=10,"
            + " fresh=5, all of /"
      })
  List<Clients> clients = List.of();

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
      names = "--start-timeout",
      paramLabel = "TIME",
      description = "Give up on clients that do not run and have no answer by then. Default: 60s")
  Duration startTimeout = Duration.ofSeconds(60);

  @Option(
      names = "--step-timeout",
      paramLabel = "TIME",
      description = "Give up on a step that is not over by then. Default: 10m")
  Duration stepTimeout = Duration.ofMinutes(10);

  /** Flags win over the file; what the cluster decides is told. */
  ClusterPlan plan(DeploymentOptions deployment, String image, PrintStream err) {
    if (deployment.deployment.isEmpty()) {
      throw new IllegalArgumentException("nothing to rehearse (expected: --deployment)");
    }
    ScenarioFile file = ScenarioFile.read(scenario);
    tellIgnored(file, err);
    List<Clients> who = clients(file, deployment.tls || file.isTls());
    return new ClusterPlan(
        deployment.deployment,
        deployment.service(),
        deployment.port,
        image,
        file.scenario(),
        who,
        seed == null ? file.seed().orElse(1) : seed,
        warmUp == null ? file.warmUp().orElse(ClusterPlan.untilConnected(who)) : warmUp,
        replicas == null ? file.replicas() : OptionalInt.of(replicas),
        MinRequests.of(requests, who),
        ClusterPlan.USUALLY_AFTERWARDS,
        startTimeout,
        stepTimeout);
  }

  private static void tellIgnored(ScenarioFile file, PrintStream err) {
    file.propagation()
        .ifPresent(
            any -> err.println("propagation is ignored: the cluster takes as long as it does"));
    file.minReady()
        .ifPresent(any -> err.println("minReady is ignored: the Deployment has minReadySeconds"));
  }

  private List<Clients> clients(ScenarioFile file, boolean tls) {
    List<Clients> who = clients.isEmpty() ? file.clients().orElse(ClientsCommand.USUAL) : clients;
    return tls ? who.stream().map(Clients::overTls).toList() : who;
  }
}
