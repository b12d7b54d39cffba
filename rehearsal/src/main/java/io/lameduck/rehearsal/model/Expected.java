package io.lameduck.rehearsal.model;

import java.time.Duration;

/** What a number has to be, and the sentence that says so. */
final class Expected {
  private Expected() {}

  static void atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }

  static void notNegative(Duration value, String name) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
    }
  }
}
