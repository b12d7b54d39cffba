package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.StartFailed;
import io.lameduck.rehearsal.model.StartFailed.Reason;
import java.time.Duration;
import java.util.List;

/** Finds out why a pod did not get as far as serving, and puts it into words. */
final class StartFailures {
  private static final int LINES = 10;

  private StartFailures() {}

  static void unlessExecutable(String program) {
    if (Executable.find(program).isEmpty()) {
      throw new StartFailed(
          Reason.COMMAND_NOT_FOUND,
          "command not found: " + program + " (expected: a program on the PATH, or its path)");
    }
  }

  static void unlessFree(int port) {
    if (port != 0 && !FreePort.isFree(port)) {
      throw new StartFailed(
          Reason.PORT_IN_USE,
          "port "
              + port
              + " is in use (expected: a free one; without a port, free ones are chosen)");
    }
  }

  static StartFailed crashed(String pod, int exitCode, List<String> log) {
    return new StartFailed(
        Reason.CRASHED,
        pod + " ended with exit code " + exitCode + " before it was ready" + lastLines(log));
  }

  static StartFailed neverReady(PodSpec spec, Container container, Duration waited) {
    ProbeSpec probe = spec.probes().readiness();
    String asked = probe == null ? "" : ": " + probe.handler() + " never passed";
    return new StartFailed(
        Reason.NEVER_READY,
        spec.name()
            + " was not ready within "
            + waited.toSeconds()
            + " s"
            + asked
            + portHint(container)
            + lastLines(container.log()));
  }

  private static String portHint(Container container) {
    return FreePort.isFree(container.port())
        ? "; nothing listens on port " + container.port() + ", which it was given as its port"
        : "";
  }

  private static String lastLines(List<String> log) {
    List<String> last = log.subList(Math.max(0, log.size() - LINES), log.size());
    return last.isEmpty()
        ? "; it wrote nothing"
        : "; its last lines:\n  " + String.join("\n  ", last);
  }
}
