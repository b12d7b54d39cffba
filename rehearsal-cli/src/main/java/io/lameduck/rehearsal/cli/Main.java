package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.file.Dockerfile;
import io.lameduck.rehearsal.file.Finding;
import io.lameduck.rehearsal.file.Manifest;
import io.lameduck.rehearsal.file.Preflight;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rehearses a service from a shell or a pipeline. */
@Command(
    name = "lameduck-rehearsal",
    customSynopsis = "lameduck-rehearsal [OPTIONS] [-- COMMAND...]",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = GenerateCompletion.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "",
      "Rehearses a rolling update of a service on this machine: starts its pods, treats them as a"
          + " kubelet does, lets clients that learn late of every change ask all the while, and"
          + " says whether a request failed, and why.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:passed",
      "  1:not passed: the reasons are in the report",
      "  2:wrong options",
      "  3:a file is invalid",
      "  4:the manifest makes it impossible",
      "  5:the command was not found",
      "  6:a port is in use",
      "  7:a pod crashed at its start",
      "  8:a pod did not get ready",
      "  9:refused, since it would tell nothing: a client's first request was not answered well, or the"
          + " clients or the scenario do not suit the service, --requests or --through",
      " 10:the program itself failed",
      "130:interrupted; the pods are killed"
    },
    footer = {
      "",
      "Examples:",
      "  java -jar lameduck-rehearsal.jar --ready /ready -- java -jar app.jar",
      "  java -jar lameduck-rehearsal.jar --ready / --pre-stop 5s --propagation 2s --tail 6s \\",
      "      --client kept-alive=20,/orders --client slow=4,/report -- node app.js",
      "  java -jar lameduck-rehearsal.jar --manifest deployment.yaml -- java -jar app.jar",
      "  java -jar lameduck-rehearsal.jar --ready / --scenario node-drain -- ./app",
      "",
      "Completion in bash and zsh, for an alias or a script of the name lameduck-rehearsal:",
      "  source <(java -jar lameduck-rehearsal.jar generate-completion)"
    })
public final class Main implements Callable<Integer> {
  @ArgGroup(validate = false, heading = "%nThe service:%n")
  private ServiceOptions service = new ServiceOptions();

  @ArgGroup(validate = false, heading = "%nWhat happens to it:%n")
  private LoadOptions load = new LoadOptions();

  @ArgGroup(validate = false, heading = "%nOutput:%n")
  private OutputOptions output = new OutputOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Exits with what {@code --help} says of exit codes. */
  public static void main(String[] arguments) {
    // OkHttp's threads are not all daemons: without this the program would stay for a minute.
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    Main main = new Main(out, err);
    KubernetesCommand kubernetes = new KubernetesCommand(out, err);
    PropagationCommand propagation = new PropagationCommand(out, err);
    CommandLine commandLine =
        Converters.registerIn(
            new CommandLine(main)
                .addSubcommand(kubernetes)
                .addSubcommand(propagation)
                .addSubcommand(new ClientsCommand(out))
                .addSubcommand(new PropagationTargetCommand())
                .addSubcommand(new PropagationClientsCommand(out)));
    // Its name would be taken for one more word of the synopsis.
    commandLine.getSubcommands().values().stream()
        .filter(command -> command.getCommandName().equals("generate-completion"))
        .forEach(command -> command.getCommandSpec().usageMessage().hidden(true));
    return new Failures(
            err,
            () -> main.output.stacktrace || kubernetes.output.stacktrace || propagation.stacktrace)
        .registerIn(commandLine)
        .setUsageHelpAutoWidth(false)
        .setStopAtPositional(true)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    requireService();
    Optional<Manifest> manifest = service.readManifest().map(load::inManifest);
    PodSpec pod = asked(() -> service.service(manifest));
    Scenario scenario = load.scenario(manifest);
    Rehearsal of = service.tls ? Rehearsal.of(pod).tls() : Rehearsal.of(pod);
    Rehearsal rehearsal = asked(() -> load.applyTo(of, manifest));
    if (!service.skipPreflight && isImpossible(manifest, pod)) {
      err.println("Nothing was started; --skip-preflight rehearses nevertheless.");
      return ExitCode.PREFLIGHT.number();
    }
    output.createFolder();
    RehearsalResult result = run(rehearsal, scenario);
    output.show(result, out, err);
    return (result.passed() ? ExitCode.PASSED : ExitCode.FAILED).number();
  }

  /** What an option asks for may be impossible; later on, the same exception is a bug. */
  private <T> T asked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requireService() {
    if (service.command.isEmpty() && service.manifest == null) {
      throw new ParameterException(
          spec.commandLine(), "nothing to rehearse (expected: -- COMMAND, --manifest or both)");
    }
  }

  private boolean isImpossible(Optional<Manifest> manifest, PodSpec pod) {
    Optional<Dockerfile> dockerfile = Optional.ofNullable(service.dockerfile).map(Dockerfile::read);
    String base = dockerfile.map(Dockerfile::base).orElse("");
    List<Finding> findings = new ArrayList<>();
    manifest.ifPresent(workload -> findings.addAll(Preflight.of(workload, pod, base)));
    if (manifest.filter(Manifest::hasCommand).isEmpty()) {
      dockerfile.ifPresent(file -> findings.addAll(file.findings()));
    }
    findings.forEach(err::println);
    return findings.stream().anyMatch(Finding::fatal);
  }

  private RehearsalResult run(Rehearsal rehearsal, Scenario scenario) throws InterruptedException {
    if (output.quiet) {
      return rehearsal.listener(new RehearsalListener() {}).run(scenario);
    }
    try (Progress progress = new Progress(err, Terminal.isStandardError(), output.logs)) {
      return rehearsal.listener(progress).run(scenario);
    }
  }
}
