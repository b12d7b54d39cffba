package io.lameduck.probe;

import java.util.regex.Pattern;

/** A check as it was registered. */
record CheckSpec(CheckKind kind, String name, HealthCheck check, CheckSchedule schedule) {
  /** Names are a segment of a URL; a dot in front would make one that clients fold away. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  CheckSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\" (expected: 1 to 64 of A-Z a-z 0-9 . _ -, the first not . or -)");
    }
  }

  boolean isNamesakeOf(CheckSpec other) {
    return kind == other.kind && name.equals(other.name);
  }
}
