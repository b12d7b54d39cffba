package io.lameduck.rehearsal.pod;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import io.lameduck.rehearsal.model.Exec;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command that exits with 0, on this machine and with the environment of the pod. */
record ExecRunner(Exec exec) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException {
    Process process = start(container);
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HandlerFailed(exec + " took longer than " + timeout.toMillis() + " ms");
      }
    } finally {
      container.processes().end(process);
    }
    if (process.exitValue() != 0) {
      throw new HandlerFailed(exec + " exited with " + process.exitValue());
    }
  }

  private Process start(Container container) throws HandlerFailed {
    try {
      return container
          .processes()
          .start(
              container.process(exec.command()).redirectErrorStream(true).redirectOutput(DISCARD));
    } catch (IOException e) {
      throw new HandlerFailed(exec + ": " + e.getMessage(), e);
    }
  }
}
