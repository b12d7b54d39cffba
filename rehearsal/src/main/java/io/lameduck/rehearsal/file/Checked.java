package io.lameduck.rehearsal.file;

import java.util.function.Supplier;

/** Says where in a file a value stands that was refused. */
final class Checked {
  private Checked() {}

  static <T> T by(Yaml place, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidFile(place.file() + ": " + place.path() + ": " + e.getMessage(), e);
    }
  }
}
