package io.lameduck.internal.health;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.HealthCheck;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** A check as it was registered. */
record CheckSpec(CheckKind kind, String name, HealthCheck check, CheckSchedule schedule) {
  /** Names are a segment of a URL; a dot in front would make one that clients fold away. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  CheckSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(schedule, "schedule");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\" (expected: 1 to 64 of A-Z a-z 0-9 . _ -, the first not . or -)");
    }
  }

  /** As logs and messages write it: {@code readiness}. */
  static String word(CheckKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  boolean isNamesakeOf(CheckSpec other) {
    return kind == other.kind && name.equals(other.name);
  }
}
