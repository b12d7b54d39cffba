package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * Nothing happens but the load.
 *
 * @param length for how long
 */
public record Wait(Duration length) implements Step {
  public Wait {
    Expected.notNegative(length, "length");
  }

  @Override
  public String toString() {
    return "wait " + length.toMillis() / 1000.0 + " s";
  }
}
