package io.lameduck.benchmarks.drain;

import io.lameduck.rehearsal.model.Propagation;
import java.time.Duration;
import java.util.stream.Stream;

/** How late the clients of a cluster learn that a pod is gone. */
enum Regime {
  FAST("0.2 s", Propagation.fixed(Duration.ofMillis(200))),
  USUAL(
      "1.5 s, some 4 s",
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5)),
  SLOW(
      "6 s, some 10 s",
      Propagation.fixed(Duration.ofSeconds(6)).withTail(Duration.ofSeconds(10), 5)),
  VERY_SLOW("12 s", Propagation.fixed(Duration.ofSeconds(12)));

  private final String title;
  private final Propagation propagation;

  Regime(String title, Propagation propagation) {
    this.title = title;
    this.propagation = propagation;
  }

  String title() {
    return title;
  }

  Propagation propagation() {
    return propagation;
  }

  /** The head of a table with a column for each. */
  static String[] heads(String first) {
    return Stream.concat(Stream.of(first), Stream.of(values()).map(Regime::title))
        .toArray(String[]::new);
  }
}
