package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.propagation.AskersProcess;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The clients of the measurement {@link PropagationCommand} makes. */
@Command(name = "propagation-clients", hidden = true)
final class PropagationClientsCommand implements Callable<Integer> {
  @Option(names = "--path", required = true)
  List<String> paths = List.of();

  private final PrintStream out;

  PropagationClientsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    AskersProcess.run(paths, out);
    return ExitCode.PASSED.number();
  }
}
