package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.HANG;
import static io.lameduck.it.hostile.Fault.THROW;
import static io.lameduck.it.hostile.Place.CHECK;
import static io.lameduck.it.hostile.Place.LISTENER;

import io.lameduck.it.Instance;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The preStop call is a trigger like any other: nothing takes it back. */
final class PreStopCalls {
  private static final String PATH = "/prestop";

  private PreStopCalls() {}

  static List<Row> rows() {
    return List.of(
        starting("preStop while starting, then SIGTERM")
            .does(PreStopCalls::callAndTerminate)
            .within(4),
        row("preStop while ready, then SIGTERM")
            .does(
                trial -> {
                  trial.innocent(1500);
                  callAndTerminate(trial);
                })
            .within(4),
        row("preStop while ready, and no signal")
            .does(
                trial -> {
                  trial.innocent(1500);
                  call(trial);
                })
            .within(4),
        starting("preStop while starting, and no signal").does(PreStopCalls::call).within(4),
        starting("preStop while starting, then SIGTERM, of a job")
            .setting("LAMEDUCK_EXIT_CODES", "job")
            .does(PreStopCalls::callAndTerminate)
            .exits(143)
            .within(4),
        row("preStop twice at once, then SIGTERM twice")
            .does(
                trial -> {
                  trial.innocent(2000);
                  trial.begin();
                  CompletableFuture<Void> other =
                      CompletableFuture.runAsync(() -> expect200(trial));
                  expect200(trial);
                  other.join();
                  trial.signal("TERM", 2);
                })
            .within(4),
        row("preStop, SIGTERM before it is answered")
            .setting("LAMEDUCK_PROPAGATION_DELAY", "1500ms")
            .does(
                trial -> {
                  trial.innocent(2000);
                  trial.begin();
                  CompletableFuture<Void> call = CompletableFuture.runAsync(() -> expect200(trial));
                  trial.awaitCall(LISTENER.at("LAME_DUCK"));
                  trial.signal("TERM");
                  call.join();
                }),
        row("preStop, and a listener that hangs")
            .with(LISTENER.at("LAME_DUCK"), HANG)
            .does(
                trial -> {
                  trial.innocent(1500);
                  callAndTerminate(trial);
                })
            .within(4.5));
  }

  private static Row row(String name) {
    return Row.of(name).setting("LAMEDUCK_PRESTOP_PATH", PATH).says("preStop");
  }

  private static Row starting(String name) {
    return row(name)
        .with(CHECK.at("startup"), THROW)
        .once(trial -> trial.awaitProbe("/alive", 200));
  }

  private static void callAndTerminate(Trial trial) {
    call(trial);
    trial.signal("TERM");
  }

  private static void call(Trial trial) {
    trial.begin();
    expect200(trial);
  }

  private static void expect200(Trial trial) {
    int status = Instance.status(trial.instance().port(Trial.PROBES), PATH);
    if (status != 200) {
      throw new AssertionError("preStop: " + status);
    }
  }
}
