package io.lameduck.internal.health;

import io.lameduck.internal.process.LogWriter;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import java.util.List;

/** Looks after all checks in turn, and tells whose status has changed. */
final class Rounds implements Tickable {
  private final List<BackgroundCheck> checks;
  private final Runnable onChange;
  private final LogWriter log;
  private List<Status> told; // kept from tick to tick: one that fails midway loses no change

  Rounds(List<BackgroundCheck> checks, Runnable onChange, LogWriter log) {
    this.checks = checks;
    this.onChange = onChange;
    this.log = log;
    this.told = statuses();
  }

  @Override
  public long tick(long now) {
    long wait = NEVER;
    for (BackgroundCheck check : checks) {
      wait = Math.min(wait, check.tick(now));
    }
    tellChanges();
    return wait;
  }

  @Override
  public void stop() {
    checks.forEach(BackgroundCheck::stop);
  }

  private List<Status> statuses() {
    return checks.stream().map(BackgroundCheck::status).toList();
  }

  /**
   * Comes after every status is settled: the log may block, and the probes must not wait for it.
   */
  private void tellChanges() {
    List<Status> before = told;
    told = statuses();
    for (int i = 0; i < checks.size(); i++) {
      if (told.get(i) != before.get(i)) {
        tell(checks.get(i).state());
      }
    }
    if (!told.equals(before)) {
      callOnChange();
    }
  }

  private void tell(CheckState state) {
    String what =
        CheckSpec.word(state.kind()) + " check \"" + state.name() + "\" is " + state.status();
    if (state.status() == Status.UP) {
      log.info(what);
    } else if (state.kind() == CheckKind.STARTUP) { // no reason for an alarm: it takes its time
      log.info(what + ": " + state.detail());
    } else {
      log.warn(what + ": " + state.detail());
    }
  }

  private void callOnChange() {
    try {
      onChange.run();
    } catch (Throwable t) { // must not end the checks
      log.warn("listener to check results failed", t);
    }
  }
}
