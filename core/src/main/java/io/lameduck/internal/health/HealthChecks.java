package io.lameduck.internal.health;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The checks of a service with their latest results. They run in the background, each at most once
 * at a time, so that asking here never waits. Immutable but for the results; safe for use by any
 * thread.
 */
public final class HealthChecks {
  private final List<BackgroundCheck> checks;
  private final BackgroundLoop loop;

  private HealthChecks(List<BackgroundCheck> checks, BackgroundLoop loop) {
    this.checks = List.copyOf(checks);
    this.loop = loop;
  }

  /** A set of checks to add to. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts to run the checks, all of them at once for the first time; they end when the loop is
   * closed. To be called once. Without any check it does nothing and takes no thread.
   *
   * @param onChange called after the status of checks has changed, on the thread of the loop; it
   *     must not block, and what it throws is logged
   */
  public void start(Runnable onChange) {
    Objects.requireNonNull(onChange, "onChange");
    if (!checks.isEmpty()) {
      loop.add(new Rounds(checks, onChange, loop.log()));
    }
  }

  /** What is known of each check now, in the order in which they were added. */
  public List<CheckState> states() {
    return checks.stream().map(BackgroundCheck::state).toList();
  }

  /** Whether all checks of a kind let their probe pass; so it is if there are none. */
  public boolean passing(CheckKind kind) {
    Objects.requireNonNull(kind, "kind");
    for (BackgroundCheck check : checks) {
      if (check.kind() == kind && !kind.passes(check.status())) {
        return false;
      }
    }
    return true;
  }

  /** Collects checks. Not safe for use by several threads. */
  public static final class Builder {
    private final List<CheckSpec> specs = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a check.
     *
     * @param name unique among the checks of the kind, as it appears in URLs: 1 to 64 ASCII
     *     letters, digits, dots, underscores and hyphens, not beginning with a dot or a hyphen
     * @throws IllegalArgumentException if the name is malformed or taken
     */
    public Builder add(CheckKind kind, String name, HealthCheck check, CheckSchedule schedule) {
      CheckSpec spec = new CheckSpec(kind, name, check, schedule);
      if (specs.stream().anyMatch(spec::isNamesakeOf)) {
        throw new IllegalArgumentException(
            "name: \"" + name + "\" (expected: unique among " + CheckSpec.word(kind) + " checks)");
      }
      specs.add(spec);
      return this;
    }

    /** The checks added so far, to be run by this loop but not started yet. */
    public HealthChecks build(BackgroundLoop loop) {
      return build(loop, Workers.threads());
    }

    HealthChecks build(BackgroundLoop loop, Workers workers) {
      Objects.requireNonNull(loop, "loop");
      List<BackgroundCheck> checks = new ArrayList<>();
      for (CheckSpec spec : specs) {
        checks.add(new BackgroundCheck(spec, loop, workers));
      }
      return new HealthChecks(checks, loop);
    }
  }
}
