package io.lameduck.rehearsal.cli;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.cluster.ClusterPlan;
import io.lameduck.rehearsal.cluster.ClusterRun;
import io.lameduck.rehearsal.cluster.Rights;
import io.lameduck.rehearsal.cluster.Undo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rehearses a Deployment on a cluster. */
@Command(
    name = "kubernetes",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Rehearses a rolling update of a Deployment on a cluster.",
      "",
      "Clients in a pod of the cluster ask its Service while its pods are restarted, scaled or"
          + " evicted as the scenario says. Removes what it has created, and puts the number of"
          + " replicas back.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:passed",
      "  1:not passed: the reasons are in the report",
      "  2:wrong options, or a step that a cluster does not offer",
      "  3:a file is invalid",
      "  8:pods did not get available",
      "  9:a client's first request was not answered well",
      " 10:the program itself failed",
      " 11:the cluster lacks something, forbids something or does not answer",
      "130:interrupted; what was created is removed"
    },
    footer = {
      "",
      "Examples:",
      "  java -jar lameduck-rehearsal.jar kubernetes --deployment orders",
      "  java -jar lameduck-rehearsal.jar kubernetes -n shop --deployment orders --service web \\",
      "      --scenario node-drain --client kept-alive=20,/orders",
      "  java -jar lameduck-rehearsal.jar kubernetes -n shop --print-rbac | kubectl apply -f -"
    })
final class KubernetesCommand implements Callable<Integer> {
  @ArgGroup(validate = false, heading = "%nThe Deployment:%n")
  private DeploymentOptions deployment = new DeploymentOptions();

  @ArgGroup(validate = false, heading = "%nThe cluster:%n")
  private ClusterOptions cluster = new ClusterOptions();

  @ArgGroup(validate = false, heading = "%nWhat happens to it:%n")
  private ClusterLoadOptions load = new ClusterLoadOptions();

  @ArgGroup(validate = false, heading = "%nOutput:%n")
  final OutputOptions output = new OutputOptions();

  @Option(
      names = "--print-rbac",
      description = "Print the rights that are needed, as a manifest, and do nothing else.")
  boolean printRbac;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out;
  private final PrintStream err;

  KubernetesCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (printRbac) {
      out.print(Rights.manifest(cluster.namespaceOfRights()));
      return ExitCode.PASSED.number();
    }
    ClusterPlan plan = plan();
    output.createFolder();
    try (NamespacedKubernetesClient client = cluster.connect()) {
      RehearsalResult result = run(client, plan);
      output.show(result, out, err);
      return (result.passed() ? ExitCode.PASSED : ExitCode.FAILED).number();
    }
  }

  private ClusterPlan plan() {
    try {
      return load.plan(deployment, cluster.image, err);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private RehearsalResult run(NamespacedKubernetesClient client, ClusterPlan plan)
      throws InterruptedException {
    if (output.quiet) {
      return run(client, plan, new RehearsalListener() {});
    }
    try (Progress progress = new Progress(err, Terminal.isStandardError(), output.logs)) {
      return run(client, plan, progress);
    }
  }

  private RehearsalResult run(
      NamespacedKubernetesClient client, ClusterPlan plan, RehearsalListener listener)
      throws InterruptedException {
    try (Undo undo = new Undo(err::println)) {
      Interruption interruption = Interruption.ends(undo);
      try {
        return new RehearsalResult(new ClusterRun(client, plan, listener, undo).play());
      } finally {
        interruption.close();
      }
    }
  }
}
