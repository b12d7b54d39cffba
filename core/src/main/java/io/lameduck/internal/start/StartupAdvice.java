package io.lameduck.internal.start;

import io.lameduck.internal.config.Settings;
import io.lameduck.internal.process.Ancestor;
import io.lameduck.internal.shutdown.TerminationLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Configuration problems and their fixes; logged as warnings. */
final class StartupAdvice {
  private final Settings settings;
  private final TerminationLog terminationLog;
  private final boolean hasReadinessCheck;
  private final List<String> serverAdvice;
  private final List<Ancestor> ancestors;

  StartupAdvice(
      Settings settings,
      TerminationLog terminationLog,
      boolean hasReadinessCheck,
      List<String> serverAdvice,
      List<Ancestor> ancestors) {
    this.settings = settings;
    this.terminationLog = terminationLog;
    this.hasReadinessCheck = hasReadinessCheck;
    this.serverAdvice = serverAdvice;
    this.ancestors = List.copyOf(ancestors);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(serverAdvice);
    shellInTheWay().map(StartupAdvice::shell).ifPresent(lines::add);
    if (settings.inCluster() && terminationLog.missing()) {
      lines.add(missingTerminationLog());
    }
    if (settings.inCluster() && noRoomForLateClients()) {
      lines.add(
          "LAMEDUCK_GRACE_PERIOD leaves no room to wait for clients that learn late: the lame duck"
              + " ends with its delay whoever still comes; raise terminationGracePeriodSeconds and"
              + " LAMEDUCK_GRACE_PERIOD together");
    }
    if (settings.inCluster() && !hasReadinessCheck) {
      lines.add(
          "there is no readiness check: the pod is ready as soon as it has started; if it cannot"
              + " serve without a dependency, add .readiness(name, check)");
    }
    return lines;
  }

  private boolean noRoomForLateClients() {
    Duration delay = settings.propagationDelay();
    return !delay.isZero() && settings.propagationMax().equals(delay) && !roomBeyond(delay);
  }

  private boolean roomBeyond(Duration propagation) {
    return propagation
            .plus(settings.idleLinger())
            .plus(settings.closeReserve())
            .plus(settings.exitMargin())
            .compareTo(settings.gracePeriod())
        < 0;
  }

  /** Outside a cluster a person's own shell is the parent of what is started by hand. */
  private Optional<Ancestor> shellInTheWay() {
    return ancestors.stream()
        .filter(process -> process.pid() == 1 || settings.inCluster())
        .filter(Ancestor::isShell)
        .findFirst();
  }

  private static String shell(Ancestor shell) {
    return "SIGTERM goes to the shell "
        + shell
        + ", which will not pass it on, and this process will be killed undrained: use the exec"
        + " form, ENTRYPOINT [\"java\", \"-jar\", \"app.jar\"], or start the JVM with exec";
  }

  private String missingTerminationLog() {
    return "there is no termination log at "
        + terminationLog.path()
        + ": set LAMEDUCK_TERMINATION_LOG to the terminationMessagePath of the container";
  }
}
