package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Fault.SLOW;
import static io.lameduck.it.hostile.Fault.SLOWER;
import static io.lameduck.it.hostile.Fault.THROW;
import static io.lameduck.it.hostile.Place.CHECK;
import static io.lameduck.it.hostile.Place.HOOK;
import static io.lameduck.it.hostile.Place.LISTENER;
import static io.lameduck.it.hostile.Place.RESOURCE;

import java.util.ArrayList;
import java.util.List;

/** A signal is repeated: by a machine, which means nothing new, or by a person, who has enough. */
final class Signals {
  private Signals() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String place :
        List.of("LISTENER/LAME_DUCK", "LISTENER/DRAINING", "RESOURCE/cache", "HOOK/exit")) {
      rows.add(
          Row.of("SIGTERM again at " + place)
              .with(RESOURCE.at("cache"), SLOW)
              .with(HOOK.at("exit"), SLOW)
              .does(
                  trial -> {
                    trial.innocent(2000);
                    trial.terminate();
                    trial.awaitCall(place);
                    trial.signal("TERM");
                  }));
    }
    rows.addAll(
        List.of(
            Row.of("SIGTERM again and again, and a request that fits")
                .does(
                    trial -> {
                      trial.innocent(2800);
                      trial.terminate();
                      for (int i = 0; i < 4; i++) {
                        trial.pause(500);
                        trial.signal("TERM");
                      }
                    })
                .logs("SIGTERM"),
            Row.of("SIGTERM again while starting")
                .with(CHECK.at("startup"), THROW)
                .once(trial -> trial.awaitProbe("/alive", 200))
                .does(
                    trial -> {
                      trial.terminate();
                      trial.signal("TERM");
                    }),
            waiting("SIGTERM, then SIGINT: the propagation wait ends, the drain does not")
                .does(
                    trial -> {
                      trial.innocent(1500);
                      trial.terminate();
                      trial.awaitCall(LISTENER.at("LAME_DUCK"));
                      trial.signal("INT");
                    })
                .within(2.8),
            waiting("SIGINT, then SIGTERM: the same")
                .does(
                    trial -> {
                      trial.innocent(1500);
                      trial.begin();
                      trial.signal("INT");
                      trial.awaitCall(LISTENER.at("LAME_DUCK"));
                      trial.signal("TERM");
                    })
                .within(2.8),
            abrupt("SIGTERM, then SIGINT twice", "TERM", "INT", "INT"),
            abrupt("SIGINT twice", "INT", "INT"),
            abrupt("SIGINT, SIGTERM, SIGINT", "INT", "TERM", "INT"),
            Row.of("SIGINT twice while closing")
                .with(RESOURCE.at("cache"), SLOWER)
                .does(
                    trial -> {
                      trial.begin();
                      trial.signal("INT");
                      trial.awaitCall(RESOURCE.at("cache"));
                      trial.signal("INT");
                    })
                .exits(130)
                .leavesAllOpen()
                .within(2.5),
            Row.of("SIGTERM again, of a job")
                .setting("LAMEDUCK_EXIT_CODES", "job")
                .does(
                    trial -> {
                      trial.innocent(2000);
                      trial.terminate();
                      trial.awaitCall(LISTENER.at("DRAINING"));
                      trial.signal("TERM");
                    })
                .exits(143)));
    return rows;
  }

  private static Row waiting(String name) {
    return Row.of(name)
        .setting("LAMEDUCK_PROPAGATION_DELAY", "3s")
        .setting("LAMEDUCK_PROPAGATION_MAX", "3s");
  }

  /** A person has enough: whatever is in flight is cut, and the message says so. */
  private static Row abrupt(String name, String... signals) {
    return Row.of(name)
        .does(
            trial -> {
              trial.request("/hang");
              trial.awaitLog("request hangs");
              trial.begin();
              for (int i = 0; i < signals.length; i++) {
                trial.signal(signals[i]);
                if (i + 1 < signals.length) {
                  trial.awaitHeard(signals[i], i == 0); // or the next one may be merged with it
                }
              }
            })
        .exits(130)
        .cuts(1)
        .says("second")
        .leavesAllOpen()
        .within(2.5);
  }
}
