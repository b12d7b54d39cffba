package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How an image or a manifest may start hello, and what becomes of SIGTERM then. */
enum Launch {
  EXEC_FORM(Sigterm.ARRIVES, "java", "-jar", Launch.JAR),
  TINI(Sigterm.ARRIVES, "tini", "--", "java", "-jar", Launch.JAR),
  DUMB_INIT(Sigterm.ARRIVES, "dumb-init", "java", "-jar", Launch.JAR),

  DASH_WITH_EXEC(Sigterm.ARRIVES, "sh", "-c", "exec java -jar " + Launch.JAR),
  BUSYBOX_WITH_EXEC(Sigterm.ARRIVES, "busybox", "sh", "-c", "exec java -jar " + Launch.JAR),

  /** As in the shell form of an ENTRYPOINT. */
  DASH(Sigterm.DEPENDS_ON_THE_SHELL, "sh", "-c", "java -jar " + Launch.JAR),
  BUSYBOX(Sigterm.DEPENDS_ON_THE_SHELL, "busybox", "sh", "-c", "java -jar " + Launch.JAR),
  BASH(Sigterm.DEPENDS_ON_THE_SHELL, "bash", "-c", "java -jar " + Launch.JAR),

  /** No shell can replace itself with the JVM when it is to go on afterwards. */
  DASH_GOES_ON(Sigterm.IS_LOST, "sh", "-c", "java -jar " + Launch.JAR + "; exit $?"),
  BUSYBOX_GOES_ON(Sigterm.IS_LOST, "busybox", "sh", "-c", "java -jar " + Launch.JAR + "; exit $?"),
  /** Not being PID 1 the shell dies of the signal, and tini ends with it. */
  SHELL_BEHIND_TINI(
      Sigterm.IS_LOST, "tini", "--", "sh", "-c", "java -jar " + Launch.JAR + "; exit $?");

  /** What becomes of it; some shells replace themselves with their last command. */
  private enum Sigterm {
    ARRIVES,
    IS_LOST,
    DEPENDS_ON_THE_SHELL
  }

  /** Has everything that is launched here. */
  static final String IMAGE = "ways-to-start";

  /** Makes it quick to end. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "LAMEDUCK_GRACE_PERIOD", "5s",
          "LAMEDUCK_PROPAGATION_DELAY", "100ms",
          "LAMEDUCK_QUIET_PERIOD", "0s",
          "LAMEDUCK_IDLE_LINGER", "0s");

  static final int GRACE_SECONDS = 5;

  private static final String JAR = "/app/hello.jar";

  private final Sigterm sigterm;
  private final List<String> command;

  Launch(Sigterm sigterm, String... command) {
    this.sigterm = sigterm;
    this.command = List.of(command);
  }

  List<String> command() {
    return command;
  }

  /** As a pod may be called. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Either it drained or the log has warned that it would not; and it is known which. */
  void assertDrainedOrWarned(long exitCode, String log) {
    boolean drained = exitCode == 0;
    boolean warned = log.contains("SIGTERM goes to the shell");
    assertThat(warned).as("%s warned; exit code %s", this, exitCode).isEqualTo(!drained);
    if (sigterm != Sigterm.DEPENDS_ON_THE_SHELL) {
      assertThat(drained).as("%s drained", this).isEqualTo(sigterm == Sigterm.ARRIVES);
    }
  }
}
