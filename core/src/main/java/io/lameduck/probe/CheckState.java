package io.lameduck.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * What is known of one check at one moment.
 *
 * @param name its name, unique among the checks of its kind
 * @param kind what it is for
 * @param status what its results amount to
 * @param detail why the last result was bad, at most 200 characters and none of them a control
 *     character; empty if it was good or there is none yet
 * @param lastDuration how long the last run took, or has taken so far if it hangs; zero if there is
 *     no result yet
 * @param age how long ago the last result came in; without any, how long it has been waited for
 * @since 0.1.0
 */
public record CheckState(
    String name,
    CheckKind kind,
    Status status,
    String detail,
    Duration lastDuration,
    Duration age) {
  /** Refuses null. */
  public CheckState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(lastDuration, "lastDuration");
    Objects.requireNonNull(age, "age");
  }

  /** Whether it lets its probe pass: {@link Status#UNKNOWN} does for liveness only. */
  public boolean passing() {
    return kind.passes(status);
  }
}
