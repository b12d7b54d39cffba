package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.EXIT;
import static io.lameduck.it.hostile.Fault.EXIT_CODE;
import static io.lameduck.it.hostile.Fault.HANG;
import static io.lameduck.it.hostile.Fault.INTERRUPT;
import static io.lameduck.it.hostile.Fault.NAMELESS;
import static io.lameduck.it.hostile.Fault.NULL;
import static io.lameduck.it.hostile.Fault.OVERFLOW;
import static io.lameduck.it.hostile.Fault.SLOW;
import static io.lameduck.it.hostile.Fault.SNEAK;
import static io.lameduck.it.hostile.Fault.THROW;
import static io.lameduck.it.hostile.Fault.UNPRINTABLE;
import static io.lameduck.it.hostile.Place.CHECK;
import static io.lameduck.it.hostile.Place.DEPENDENT;
import static io.lameduck.it.hostile.Place.DESCRIPTION;
import static io.lameduck.it.hostile.Place.HOOK;
import static io.lameduck.it.hostile.Place.LISTENER;
import static io.lameduck.it.hostile.Place.MAIN;
import static io.lameduck.it.hostile.Place.ORCHESTRATOR;
import static io.lameduck.it.hostile.Place.PING;
import static io.lameduck.it.hostile.Place.RESOURCE;
import static io.lameduck.it.hostile.Place.SERVER;
import static io.lameduck.it.hostile.Place.SOURCE;
import static io.lameduck.it.hostile.Place.START;
import static io.lameduck.it.hostile.Place.WARM_UP;

import io.lameduck.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Code of the user hangs, throws, exits or returns null where the library calls it. */
final class ForeignCode {
  private static final List<Fault> THROWS = List.of(SNEAK, OVERFLOW, UNPRINTABLE, NAMELESS);
  private static final List<Phase> OF_THE_SHUTDOWN =
      List.of(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING, Phase.TERMINATED);

  private ForeignCode() {}

  static List<Row> rows() {
    return Stream.of(
            descriptions(),
            dependents(),
            listeners(),
            servers(),
            sources(),
            resources(),
            checks(),
            orchestrators(),
            warmUps(),
            others())
        .flatMap(List::stream)
        .toList();
  }

  /** Of work that never ends, so that it has to be shown. */
  private static List<Row> descriptions() {
    List<Row> rows = new ArrayList<>();
    for (Fault fault : List.of(HANG, THROW, SNEAK, UNPRINTABLE, NULL, OVERFLOW)) {
      rows.add(
          Row.of("description: " + fault)
              .with(DESCRIPTION.at("work"), fault)
              .does(ForeignCode::leakAndTerminate)
              .exits(1)
              .cuts(1));
    }
    rows.add(
        Row.of("description: EXIT")
            .with(DESCRIPTION.at("work"), EXIT)
            .does(ForeignCode::leakAndTerminate)
            .exits(1, EXIT_CODE)
            .cuts(1));
    rows.add(
        Row.of("description: HANG, of work that ends, and SIGTERM once more")
            .with(DESCRIPTION.at("work"), HANG)
            .does(
                trial -> {
                  trial.innocent(2000);
                  trial.orderAndGo("enter?2000");
                  trial.pause(200);
                  trial.terminate();
                  trial.awaitCall(LISTENER.at("DRAINING"));
                  trial.signal("TERM");
                })
            .within(4));
    return rows;
  }

  private static void leakAndTerminate(Trial trial) {
    trial.order("enter");
    trial.innocent(2500);
    trial.terminate();
  }

  private static List<Row> dependents() {
    List<Row> rows = new ArrayList<>();
    for (Fault fault : List.of(HANG, OVERFLOW, SNEAK)) {
      rows.add(
          Row.of("dependent of shutdown(): " + fault)
              .with(DEPENDENT.at("report"), fault)
              .does(ForeignCode::shutDown)
              .within(4));
    }
    rows.add(
        Row.of("dependent of shutdown(): EXIT")
            .with(DEPENDENT.at("report"), EXIT)
            .does(ForeignCode::shutDown)
            .exits(0, EXIT_CODE)
            .within(4));
    return rows;
  }

  private static void shutDown(Trial trial) {
    trial.innocent(1200);
    trial.begin();
    trial.order("shutdown?enough");
  }

  private static List<Row> listeners() {
    List<Row> rows = new ArrayList<>();
    for (Phase phase : OF_THE_SHUTDOWN) {
      rows.add(Row.of("listener: HANG at " + phase).with(LISTENER.at(phase), HANG).within(4.5));
      rows.add(
          Row.of("listener: EXIT at " + phase)
              .with(LISTENER.at(phase), EXIT)
              .exits(phase == Phase.TERMINATED ? new Integer[] {0, EXIT_CODE} : code(EXIT_CODE))
              .within(4.5));
    }
    rows.add(Row.of("listener: HANG at READY").with(LISTENER.at(Phase.READY), HANG).within(4.5));
    rows.add(Row.of("listener: SLOW").with(LISTENER.at(Phase.READY), SLOW).within(4.5));
    for (Fault fault : THROWS) {
      Row row = Row.of("listener: " + fault + " at every phase").within(4.5);
      row.with(LISTENER.at(Phase.READY), fault);
      OF_THE_SHUTDOWN.forEach(phase -> row.with(LISTENER.at(phase), fault));
      rows.add(row);
    }
    return rows;
  }

  private static Integer[] code(int code) {
    return new Integer[] {code};
  }

  private static List<Row> servers() {
    List<Row> rows = new ArrayList<>();
    for (String method :
        List.of("lameDuck", "congested", "stopAccepting", "closeIdle", "connections")) {
      rows.add(Row.of("server: " + method + ": HANG").with(SERVER.at(method), HANG).exits(0, 1));
      rows.add(
          Row.of("server: " + method + ": SNEAK")
              .with(SERVER.at(method), SNEAK)
              .exits(0, 1)
              .within(4.5));
    }
    rows.add(Row.of("server: connections: NULL").with(SERVER.at("connections"), NULL).exits(0, 1));
    rows.add(
        Row.of("server: close: HANG")
            .with(SERVER.at("close"), HANG)
            .exits(1)
            .says("not closed: server", "did not return")
            .logs("close failed: did not return"));
    rows.add(
        Row.of("server: close: OVERFLOW")
            .with(SERVER.at("close"), OVERFLOW)
            .says("not closed: server", "StackOverflowError"));
    rows.add(
        Row.of("server: stopAccepting: EXIT")
            .with(SERVER.at("stopAccepting"), EXIT)
            .exits(EXIT_CODE));
    rows.add(Row.of("server: close: EXIT").with(SERVER.at("close"), EXIT).exits(EXIT_CODE));
    return rows;
  }

  private static List<Row> sources() {
    List<Row> rows = new ArrayList<>();
    String stop = SOURCE.at("stop");
    rows.add(
        Row.of("source: HANG").with(stop, HANG).logs("source queue: stop failed: did not return"));
    for (Fault fault : List.of(THROW, SNEAK, OVERFLOW, UNPRINTABLE, NAMELESS)) {
      rows.add(
          Row.of("source: " + fault)
              .with(stop, fault)
              .logs("source queue: stop failed")
              .within(4.5));
    }
    rows.add(Row.of("source: EXIT").with(stop, EXIT).exits(EXIT_CODE).within(4.5));
    return rows;
  }

  private static List<Row> resources() {
    List<Row> rows = new ArrayList<>();
    String cache = RESOURCE.at("cache");
    rows.add(Row.of("resource: HANG").with(cache, HANG).exits(1).says("not closed"));
    for (Fault fault : List.of(THROW, SNEAK, OVERFLOW, UNPRINTABLE, NAMELESS)) {
      rows.add(
          Row.of("resource: " + fault).with(cache, fault).exits(0, 1).says("not closed").within(4));
    }
    rows.add(Row.of("resource: EXIT").with(cache, EXIT).exits(EXIT_CODE).within(4));
    rows.add(Row.of("resource: INTERRUPT").with(cache, INTERRUPT).within(4));
    rows.add(
        Row.of("all resources: HANG").with(cache, HANG).with(RESOURCE.at("pool"), HANG).exits(1));
    return rows;
  }

  /** The service never gets ready, or is as good as dead, and ends well all the same. */
  private static List<Row> checks() {
    List<Row> rows = new ArrayList<>();
    for (Fault fault : List.of(HANG, UNPRINTABLE, NAMELESS, OVERFLOW, SNEAK)) {
      rows.add(
          Row.of("checks: " + fault)
              .with(CHECK.at("startup"), fault)
              .with(CHECK.at("readiness"), fault)
              .with(PING.at("ping"), fault)
              .once(trial -> trial.awaitCall(CHECK.at("startup")))
              .does(
                  trial -> {
                    trial.awaitProbe("/alive", 200);
                    trial.innocent(1200);
                    trial.terminate();
                  })
              .within(4));
    }
    rows.add(
        Row.of("check: EXIT")
            .covering(CHECK)
            .does(
                trial -> {
                  trial.innocent(1500);
                  trial.begin();
                  trial.order("tell?CHECK/readiness=EXIT");
                })
            .exits(EXIT_CODE)
            .within(5));
    return rows;
  }

  private static List<Row> orchestrators() {
    List<Row> rows = new ArrayList<>();
    String termination = ORCHESTRATOR.at("termination");
    rows.add(Row.of("orchestrator: termination: HANG").with(termination, HANG).within(4.5));
    for (Fault fault : List.of(NULL, THROW, SNEAK, OVERFLOW, UNPRINTABLE, NAMELESS)) {
      rows.add(
          Row.of("orchestrator: termination: " + fault)
              .with(termination, fault)
              .logs("termination notice failed")
              .within(4.5));
    }
    rows.add(
        Row.of("orchestrator: termination: EXIT")
            .with(termination, EXIT)
            .exits(EXIT_CODE)
            .within(4.5));
    for (Fault fault : List.of(HANG, NULL, SNEAK, OVERFLOW)) {
      rows.add(
          Row.of("orchestrator: advice: " + fault)
              .with(ORCHESTRATOR.at("advice"), fault)
              .within(4.5));
    }
    return rows;
  }

  /** The service gets ready all the same, and is drained as ever. */
  private static List<Row> warmUps() {
    List<Row> rows = new ArrayList<>();
    String request = WARM_UP.at("request");
    rows.add(
        Row.of("warm-up: HANG")
            .with(request, HANG)
            .setting("LAMEDUCK_WARM_UP_MAX", "500ms")
            .logs("warm-up max after"));
    for (Fault fault : THROWS) {
      rows.add(
          Row.of("warm-up: " + fault)
              .with(request, fault)
              .logs("a request failed and is not made again"));
    }
    rows.add(
        Row.of("warm-up: EXIT")
            .with(request, EXIT)
            .once(trial -> {})
            .does(trial -> {})
            .exits(EXIT_CODE));
    return rows;
  }

  private static List<Row> others() {
    return List.of(
        Row.of("hook of somebody else: HANG").with(HOOK.at("exit"), HANG).exits(1).says("deadline"),
        Row.of("hook of somebody else: SLOW").with(HOOK.at("exit"), SLOW),
        Row.of("exit: HANG").with(Place.EXIT.at("exit"), HANG).exits(1).says("deadline"),
        Row.of("exit: THROW").with(Place.EXIT.at("exit"), THROW).exits(0, 1),
        mainDies(THROW),
        mainDies(UNPRINTABLE),
        mainDies(NAMELESS),
        Row.of("main: EXIT")
            .with(MAIN.at("started"), EXIT)
            .once(Trial::awaitMain)
            .does(trial -> {})
            .exits(EXIT_CODE),
        guardedMainDies(UNPRINTABLE),
        guardedMainDies(SNEAK),
        Row.of("request: EXIT")
            .does(
                trial -> {
                  trial.innocent(1500);
                  trial.begin();
                  trial.orderAndGo("exit?7");
                })
            .exits(7)
            .within(4.5)
            .cuts(1),
        Row.of("request: HANG")
            .does(
                trial -> {
                  trial.request("/hang");
                  trial.awaitLog("request hangs");
                  trial.innocent(2500);
                  trial.terminate();
                })
            .exits(1)
            .cuts(1)
            .says("GET /hang"),
        Row.of("log: HANG").does(trial -> breakLog(trial, "block")).logs("log hangs").within(4.5),
        Row.of("log: THROW").does(trial -> breakLog(trial, "throw")).logs("log throws").within(4),
        Row.of("log: EXIT").does(trial -> breakLog(trial, "exit")).exits(7).within(4.5));
  }

  private static Row mainDies(Fault fault) {
    return Row.of("main: " + fault)
        .with(MAIN.at("started"), fault)
        .once(Trial::awaitMain)
        .does(trial -> {})
        .exits(1)
        .says("fatal-error")
        .mayPrint("FAKE line \u001b[2J of MAIN/started")
        .within(5);
  }

  private static Row guardedMainDies(Fault fault) {
    return Row.of("guarded main before the service: " + fault)
        .with(START.at("guarded"), fault)
        .once(Trial::awaitMain)
        .does(trial -> {})
        .exits(1)
        .leavesAllOpen()
        .within(5);
  }

  private static void breakLog(Trial trial, String how) {
    trial.breakLog(how);
    trial.innocent(1500);
    trial.terminate();
  }
}
