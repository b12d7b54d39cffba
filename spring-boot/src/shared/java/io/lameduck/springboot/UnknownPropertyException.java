package io.lameduck.springboot;

import io.lameduck.Setting;
import java.util.List;
import java.util.stream.Collectors;

/** Properties begin with {@code lameduck} and are no settings: mistyped ones are not ignored. */
final class UnknownPropertyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownPropertyException(List<String> names) {
    super(
        "there is no such property of Lameduck: "
            + String.join(", ", names)
            + " (spelled without separators; expected: enabled, "
            + Setting.values().stream()
                .map(SpringProperties::nameOf)
                .collect(Collectors.joining(", "))
            + ")");
  }
}
