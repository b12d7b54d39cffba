package io.lameduck.it.rehearsal;

import java.time.Duration;

/**
 * How long after a change of the endpoints each client learns of it: most after {@code usual},
 * every {@code tailEvery}-th after {@code tail}.
 */
public record Propagation(Duration usual, Duration tail, int tailEvery) {
  /** All clients learn of a change at the same moment. */
  public static Propagation fixed(Duration delay) {
    return new Propagation(delay, delay, 1);
  }

  /** The same with a slow tail: one in {@code every} clients learns after {@code tail}. */
  public Propagation withTail(Duration tail, int every) {
    return new Propagation(usual, tail, every);
  }

  Duration lagOf(int client) {
    return client % tailEvery == tailEvery - 1 ? tail : usual;
  }

  @Override
  public String toString() {
    return usual.equals(tail)
        ? Seconds.of(usual)
        : Seconds.of(usual) + ", one in " + tailEvery + " " + Seconds.of(tail);
  }
}
