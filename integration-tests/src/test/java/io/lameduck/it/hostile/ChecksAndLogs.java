package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.THROW;
import static io.lameduck.it.hostile.Place.RESOURCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is measured, counted and written goes wrong. */
final class ChecksAndLogs {
  private static final String READY_FILE =
      System.getProperty("java.io.tmpdir") + "/lameduck-it-ready-";

  private ChecksAndLogs() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Drop drop : Drop.values()) {
      rows.add(
          Row.of("a task that is never run: " + drop)
              .covering(Place.EXECUTOR, Place.POOL, Place.SCHEDULER)
              .does(
                  trial -> {
                    trial.order("drop?" + drop);
                    trial.innocent(1500);
                    trial.terminate();
                  })
              .within(4.5));
    }
    rows.addAll(
        List.of(
            Row.of("a log that blocks, and checks that fail one after the other")
                .does(
                    trial -> {
                      trial.breakLog("block");
                      trial.order("tell?CHECK/readiness=THROW");
                      trial.awaitProbe("/ready", 503);
                      trial.order("tell?CHECK/liveness=THROW");
                      trial.awaitProbe("/alive", 503);
                      trial.innocent(1200);
                      trial.terminate();
                    })
                .within(4.5),
            Row.of("a log that blocks, and a ready file")
                .setting("LAMEDUCK_READY_FILE", READY_FILE + "{port}")
                .does(
                    trial -> {
                      Path file = Path.of(READY_FILE + trial.instance().port());
                      trial.awaitFile(file, true);
                      trial.breakLog("block");
                      trial.order("tell?CHECK/liveness=THROW");
                      trial.awaitLog("log hangs");
                      trial.innocent(1500);
                      trial.terminate();
                      trial.awaitFile(file, false);
                    })
                .within(4.5),
            Row.of("a reason that pretends to be a line of the log")
                .does(
                    trial -> {
                      trial.innocent(1000);
                      trial.begin();
                      trial.order("shutdown?a%0AFAKE%20line%1B%5B2J");
                    })
                .within(4),
            Row.of("a check and a resource whose texts pretend to be lines of the log")
                .with(RESOURCE.at("pool"), THROW)
                .does(
                    trial -> {
                      trial.order("tell?CHECK/readiness=THROW");
                      trial.awaitProbe("/ready", 503);
                      trial.innocent(1000);
                      trial.terminate();
                    })
                .exits(0, 1)
                .within(4),
            Row.of("-Xrs: SIGTERM kills at once, which was said")
                .option("-Xrs")
                .does(Trial::terminate)
                .exits(143)
                .logs("-Xrs")
                .leavesNoMessage()
                .leavesAllOpen()
                .within(2),
            Row.of("a job without a server waits for nobody")
                .running(Job.class)
                .setting("LAMEDUCK_EXIT_CODES", "job")
                .setting("LAMEDUCK_PROPAGATION_DELAY", "3s")
                .setting("LAMEDUCK_PROPAGATION_MAX", "3s")
                .once(trial -> trial.awaitLog("job is at work"))
                .does(Trial::terminate)
                .exits(143)
                .within(2.5),
            Row.of("two services that are stopped in the wrong order leave nothing")
                .running(TwoServices.class)
                .once(Trial::awaitMain)
                .does(trial -> {})
                .logs("handler: none", "threads: []")
                .leavesNoMessage()
                .leavesAllOpen()));
    return rows;
  }
}
