package io.lameduck.rehearsal.pod;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that exits with 0. It runs on this machine with the environment of the pod, not in a
 * container: it finds the programs and files of this machine.
 */
public record Exec(List<String> command) implements Handler {
  public Exec {
    command = List.copyOf(command);
  }

  @Override
  public void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException {
    Process process = start(container);
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HandlerFailed(this + " took longer than " + timeout.toMillis() + " ms");
      }
    } finally {
      container.processes().end(process);
    }
    if (process.exitValue() != 0) {
      throw new HandlerFailed(this + " exited with " + process.exitValue());
    }
  }

  private Process start(Container container) throws HandlerFailed {
    try {
      return container
          .processes()
          .start(container.process(command).redirectErrorStream(true).redirectOutput(DISCARD));
    } catch (IOException e) {
      throw new HandlerFailed(this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
