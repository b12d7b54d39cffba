package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.EXIT;
import static io.lameduck.it.hostile.Fault.EXIT_CODE;
import static io.lameduck.it.hostile.Fault.HANG;
import static io.lameduck.it.hostile.Fault.NULL;
import static io.lameduck.it.hostile.Fault.SLOWER;
import static io.lameduck.it.hostile.Fault.SNEAK;
import static io.lameduck.it.hostile.Fault.THROW;
import static io.lameduck.it.hostile.Place.CHECK;
import static io.lameduck.it.hostile.Place.SERVER;
import static io.lameduck.it.hostile.Place.START;

import java.util.ArrayList;
import java.util.List;

/** The end comes in the middle of the start, or the start is refused. */
final class StartAndEnd {
  private StartAndEnd() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(ends());
    rows.addAll(failures());
    rows.addAll(refusals());
    return rows;
  }

  private static List<Row> ends() {
    return List.of(
        Row.of("SIGTERM while a server starts slowly")
            .with(SERVER.at("start"), SLOWER)
            .once(trial -> trial.awaitCall(SERVER.at("start")))
            .does(Trial::terminate)
            .exits(0, 143)
            .says("start")
            .logs("server has started", "server has closed")
            .within(5),
        Row.of("SIGTERM while a server starts for ever")
            .with(SERVER.at("start"), HANG)
            .once(trial -> trial.awaitCall(SERVER.at("start")))
            .does(Trial::terminate)
            .exits(1)
            .says("SIGTERM (during start)", "not closed: unfinished start", "did not return")
            .logs("unfinished start did not return"),
        Row.of("SIGTERM twice while a server starts slowly")
            .with(SERVER.at("start"), SLOWER)
            .once(trial -> trial.awaitCall(SERVER.at("start")))
            .does(
                trial -> {
                  trial.terminate();
                  trial.signal("TERM");
                })
            .exits(0, 143)
            .says("start")
            .within(5),
        Row.of("SIGTERM in a guarded main, before the service")
            .with(START.at("guarded"), SLOWER)
            .once(trial -> trial.awaitCall(START.at("guarded")))
            .does(Trial::terminate)
            .exits(0, 1, 143)
            .says("SIGTERM")
            .leavesAllOpen()
            .within(5.5),
        Row.of("SIGTERM in a guarded main that hangs")
            .with(START.at("guarded"), HANG)
            .once(trial -> trial.awaitCall(START.at("guarded")))
            .does(Trial::terminate)
            .exits(0, 1, 143)
            .says("SIGTERM")
            .leavesAllOpen(),
        Row.of("SIGTERM while it is not ready")
            .with(CHECK.at("readiness"), THROW)
            .once(trial -> trial.awaitProbe("/alive", 200))
            .does(Trial::terminate)
            .within(4));
  }

  /** A start that fails takes everything back, and says why. */
  private static List<Row> failures() {
    return List.of(
        failing("server: start: SNEAK").with(SERVER.at("start"), SNEAK),
        failing("server: start: UNPRINTABLE").with(SERVER.at("start"), Fault.UNPRINTABLE),
        failing("server: ports: NULL").with(SERVER.at("ports"), NULL).exits(1, 143),
        failing("server: start: EXIT").with(SERVER.at("start"), EXIT).exits(EXIT_CODE));
  }

  private static Row failing(String name) {
    return Row.of(name).once(Trial::awaitMain).does(trial -> {}).exits(1).leavesAllOpen();
  }

  private static List<Row> refusals() {
    return List.of(
        Row.of("arguments that are null are refused at once")
            .does(
                trial -> {
                  trial.order("misuse");
                  trial.innocent(1000);
                  trial.terminate();
                })
            .neverLogs(": accepted"),
        Row.of("shutdown(null) shuts down")
            .does(
                trial -> {
                  trial.innocent(1500);
                  trial.begin();
                  trial.order("shutdown-null");
                })
            .within(4),
        refused("an exit margin that is too short", "LAMEDUCK_EXIT_MARGIN", "100ms"),
        refused("a number of many digits", "LAMEDUCK_PROBE_PORT", "9".repeat(120_000)),
        refused("a duration of many digits", "LAMEDUCK_QUIET_PERIOD", "9".repeat(120_000) + "s"),
        refused("a path of many segments", "LAMEDUCK_READY_FILE", "/a".repeat(50_000)),
        refused("a prefix of many segments", "LAMEDUCK_PROBE_PREFIX", "/a".repeat(50_000)),
        refused("a ready file that is a directory", "LAMEDUCK_READY_FILE", "/tmp"),
        refused("a ready file that is a device", "LAMEDUCK_READY_FILE", "/dev/full"),
        refused("an alive file that is a device", "LAMEDUCK_ALIVE_FILE", "/dev/full"),
        refusedFile("a ready file that is a pipe", "mkfifo \"$f\"", "test -p \"$f\""),
        refusedFile(
            "a ready file that is somebody else's",
            "echo mine > \"$f\"",
            "test \"$(cat \"$f\")\" = mine"),
        refusedFile(
            "a ready file that is a link to somebody else's",
            "echo mine > \"$f.target\"; ln -s \"$f.target\" \"$f\"",
            "test \"$(cat \"$f.target\")\" = mine && test -L \"$f\""));
  }

  /** It does not start, and says what to do about which variable. */
  private static Row refused(String name, String variable, String value) {
    return failing(name).setting(variable, value).says(variable).within(5);
  }

  /** Made by a script before the start, and looked at by another after the end. */
  private static Row refusedFile(String name, String make, String unchanged) {
    String file = "f=$(mktemp -u); ";
    return failing(name)
        .under(
            "sh",
            "-c",
            file
                + make
                + "; LAMEDUCK_READY_FILE=\"$f\" \"$@\"; code=$?; "
                + unchanged
                + " || echo CHANGED; rm -f \"$f\" \"$f.target\"; exit $code",
            "sh")
        .says("LAMEDUCK_READY_FILE")
        .neverLogs("CHANGED")
        .within(5);
  }
}
