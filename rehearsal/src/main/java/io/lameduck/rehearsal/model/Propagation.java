package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * How long after a change of the endpoints each client learns of it: most after {@code usual},
 * every {@code tailEvery}-th of a kind after {@code tail}.
 */
public record Propagation(Duration usual, Duration tail, int tailEvery) {
  public Propagation {
    check(!usual.isNegative(), "usual", usual, ">= 0");
    check(tail.compareTo(usual) >= 0, "tail", tail, ">= usual, which is " + usual);
    check(tailEvery >= 1, "tailEvery", tailEvery, ">= 1");
  }

  private static void check(boolean good, String what, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** All clients learn of a change at the same moment. */
  public static Propagation fixed(Duration delay) {
    return new Propagation(delay, delay, 1);
  }

  /** The same with a slow tail: one in {@code every} clients learns after {@code tail}. */
  public Propagation withTail(Duration tail, int every) {
    return new Propagation(usual, tail, every);
  }

  /** How long after a change the last client learns of it. */
  public Duration slowest() {
    return tail;
  }

  /** How much later the client of this number learns of a change; the first of a kind is 0. */
  public Duration lagOf(int client) {
    return client % tailEvery == tailEvery - 1 ? tail : usual;
  }

  @Override
  public String toString() {
    return usual.equals(tail)
        ? seconds(usual)
        : seconds(usual) + ", one in " + tailEvery + " after " + seconds(tail);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
