package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.RehearsalRefused;
import io.lameduck.rehearsal.cluster.ClusterFailed;
import io.lameduck.rehearsal.file.InvalidFile;
import io.lameduck.rehearsal.model.StartFailed;

/** What the program's exit code says. */
enum ExitCode {
  PASSED(0),
  FAILED(1),
  USAGE(2),
  INVALID_FILE(3),
  PREFLIGHT(4),
  COMMAND_NOT_FOUND(5),
  PORT_IN_USE(6),
  CRASHED(7),
  NEVER_READY(8),
  /** A rehearsal would tell nothing; on a cluster, a client got no good first answer. */
  REFUSED(9),
  BROKEN(10),
  CLUSTER(11);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** That of a rehearsal which ended with an exception. */
  static ExitCode of(Throwable e) {
    if (e instanceof InvalidFile) {
      return INVALID_FILE;
    }
    if (e instanceof RehearsalRefused) {
      return REFUSED;
    }
    if (e instanceof ClusterFailed failed) {
      return of(failed.reason());
    }
    return e instanceof StartFailed failed ? of(failed.reason()) : BROKEN;
  }

  private static ExitCode of(ClusterFailed.Reason reason) {
    return switch (reason) {
      case IMPOSSIBLE -> USAGE;
      case CLUSTER -> CLUSTER;
      case NEVER_READY -> NEVER_READY;
      case NO_ANSWER -> REFUSED;
    };
  }

  private static ExitCode of(StartFailed.Reason reason) {
    return switch (reason) {
      case COMMAND_NOT_FOUND -> COMMAND_NOT_FOUND;
      case PORT_IN_USE -> PORT_IN_USE;
      case CRASHED -> CRASHED;
      case NEVER_READY -> NEVER_READY;
    };
  }
}
