package io.lameduck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is better mended before the first rollout: each line says what is wrong and what to do about
 * it.
 */
final class StartupAdvice {
  private static final Set<String> SHELLS = Set.of("sh", "dash", "ash", "bash", "busybox", "ksh");

  private final Settings settings;
  private final TerminationLog terminationLog;
  private final boolean hasReadinessCheck;
  private final List<String> serverAdvice;
  private final ProcessOne processOne;

  StartupAdvice(
      Settings settings,
      TerminationLog terminationLog,
      boolean hasReadinessCheck,
      List<String> serverAdvice,
      ProcessOne processOne) {
    this.settings = settings;
    this.terminationLog = terminationLog;
    this.hasReadinessCheck = hasReadinessCheck;
    this.serverAdvice = serverAdvice;
    this.processOne = processOne;
  }

  /** What PID 1 runs, or empty if it is this process or cannot be told. */
  @FunctionalInterface
  interface ProcessOne {
    Optional<String> program();

    static ProcessOne ofLinux() {
      return () -> {
        try {
          return ProcessHandle.current().pid() == 1
              ? Optional.empty()
              : Optional.of(programOf(Files.readString(Path.of("/proc/1/cmdline"))));
        } catch (IOException | RuntimeException e) {
          return Optional.empty(); // no /proc, so not Linux
        }
      };
    }

    /**
     * The program in a command line as the kernel keeps it, a null after each argument. The
     * kernel's short name will not do: of a script it is the script's own, and not that of its
     * shell.
     */
    static String programOf(String commandLine) {
      String path = commandLine.substring(0, (commandLine + '\0').indexOf('\0'));
      String file = path.substring(path.lastIndexOf('/') + 1);
      return file.startsWith("-") ? file.substring(1) : file; // a login shell
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(serverAdvice);
    processOne.program().filter(SHELLS::contains).map(StartupAdvice::shell).ifPresent(lines::add);
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

  private static String shell(String command) {
    return "PID 1 is the shell '"
        + command
        + "', which will not pass SIGTERM on, and the pod will be killed at the end of its grace"
        + " period: use the exec form, ENTRYPOINT [\"java\", \"-jar\", \"app.jar\"], or start the"
        + " JVM with exec";
  }

  private String missingTerminationLog() {
    return "there is no termination log at "
        + terminationLog.path()
        + ": set LAMEDUCK_TERMINATION_LOG to the terminationMessagePath of the container";
  }
}
