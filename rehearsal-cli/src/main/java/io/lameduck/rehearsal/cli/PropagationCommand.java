package io.lameduck.rehearsal.cli;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.cluster.Rights;
import io.lameduck.rehearsal.cluster.Undo;
import io.lameduck.rehearsal.propagation.Measurement;
import io.lameduck.rehearsal.propagation.PropagationReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how long a cluster takes to forget a pod. */
@Command(
    name = "propagation",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Measures how long a cluster takes to forget a pod.",
      "",
      "Creates three pods that answer after SIGTERM as before, deletes one after the other, and asks"
          + " on each path who still comes: by the Service, by a node's port, by DNS. Prints the"
          + " time of the last connection, and the settings that it asks for. Removes what it has"
          + " created, and touches nothing else.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:measured",
      "  2:wrong options",
      "  8:the pods did not get ready",
      "  9:no path brought an answer",
      " 10:the program itself failed",
      " 11:the cluster lacks something, forbids something or does not answer",
      "130:interrupted; what was created is removed"
    },
    footer = {"", "Example:", "  java -jar lameduck-rehearsal.jar propagation -n shop --pods 20"})
final class PropagationCommand implements Callable<Integer> {
  private static final int NAMES = 36 * 36 * 36 * 36;

  @Option(
      names = "--pods",
      paramLabel = "N",
      description = "How many to delete, 3 to 30 s each. Default: ${DEFAULT-VALUE}")
  int pods = 10;

  @Option(
      names = "--linger",
      paramLabel = "TIME",
      description =
          "How long a deleted pod answers: longer than the slowest path takes. Default: 60s")
  Duration linger = Duration.ofSeconds(60);

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--start-timeout",
      paramLabel = "TIME",
      description = "How long the pods may take to get ready. Default: 60s")
  Duration startTimeout = Duration.ofSeconds(60);

  @Option(names = "--json", description = "Print JSON instead of a table.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; the table only.")
  boolean quiet;

  @Option(
      names = "--print-rbac",
      description = "Print the rights that are needed, as a manifest, and do nothing else.")
  boolean printRbac;

  @Option(names = "--stacktrace", description = "Where something fails, say where in the program.")
  boolean stacktrace;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out;
  private final PrintStream err;

  PropagationCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (printRbac) {
      out.print(Rights.manifest(Measurement.class, cluster.namespaceOfRights()));
      return ExitCode.PASSED.number();
    }
    require(pods >= 1, "--pods: " + pods + " (expected: >= 1)");
    require(linger.toSeconds() >= 1, "--linger: " + linger + " (expected: >= 1s)");
    try (NamespacedKubernetesClient client = cluster.connect();
        Undo undo = new Undo(err::println)) {
      Interruption interruption = Interruption.ends(undo);
      try {
        PropagationReport report = measurement(client, undo).run();
        out.print(json ? report.json() + "\n" : report.text());
        return ExitCode.PASSED.number();
      } finally {
        interruption.close();
      }
    }
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private Measurement measurement(NamespacedKubernetesClient client, Undo undo) {
    String random = Integer.toString(ThreadLocalRandom.current().nextInt(NAMES), 36);
    return new Measurement(
        client,
        "lameduck-propagation-" + random.toLowerCase(Locale.ROOT),
        cluster.image,
        pods,
        linger,
        startTimeout,
        undo,
        quiet ? line -> {} : err::println);
  }
}
