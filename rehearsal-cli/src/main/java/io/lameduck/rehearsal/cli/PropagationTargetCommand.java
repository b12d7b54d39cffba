package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.propagation.TargetProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A pod of the measurement {@link PropagationCommand} makes. */
@Command(name = "propagation-target", hidden = true)
final class PropagationTargetCommand implements Callable<Integer> {
  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--linger", required = true)
  Duration linger = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TargetProcess.run(port, linger);
    return ExitCode.PASSED.number();
  }
}
