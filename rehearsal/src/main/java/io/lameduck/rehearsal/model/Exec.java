package io.lameduck.rehearsal.model;

import java.util.List;

/**
 * A command, which succeeds if it exits with 0. It runs on this machine with the environment of the
 * pod, not in a container: it finds the programs and files of this machine.
 */
public record Exec(List<String> command) implements Handler {
  public Exec {
    command = List.copyOf(command);
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
