package io.lameduck.benchmarks.drain;

import io.lameduck.rehearsal.model.Propagation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** How late the clients of a cluster learn that a pod is gone, and what its owner does about it. */
enum Regime {
  FAST("0.2 s", Propagation.fixed(Duration.ofMillis(200))),
  USUAL(
      "1.5 s, some 4 s",
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5)),
  SLOW(
      "6 s, some 10 s",
      Propagation.fixed(Duration.ofSeconds(6)).withTail(Duration.ofSeconds(10), 5)),
  VERY_SLOW("12 s", Propagation.fixed(Duration.ofSeconds(12))),
  /** As behind a Network Load Balancer of AWS, whose users know that they have to wait. */
  LOAD_BALANCER(
      "60 s, some 150 s",
      Propagation.fixed(Duration.ofSeconds(60)).withTail(Duration.ofSeconds(150), 5),
      Duration.ofSeconds(150),
      Duration.ofSeconds(305),
      Map.of("LAMEDUCK_BEHIND", "nlb", "LAMEDUCK_GRACE_PERIOD", "305s"));

  private final String title;
  private final Propagation propagation;
  private final Duration delay;
  private final Duration gracePeriod;
  private final Map<String, String> settings;

  /** Nobody does anything about it. */
  Regime(String title, Propagation propagation) {
    this(title, propagation, Duration.ofSeconds(5), Duration.ofSeconds(30), Map.of());
  }

  Regime(
      String title,
      Propagation propagation,
      Duration delay,
      Duration gracePeriod,
      Map<String, String> settings) {
    this.title = title;
    this.propagation = propagation;
    this.delay = delay;
    this.gracePeriod = gracePeriod;
    this.settings = settings;
  }

  String title() {
    return title;
  }

  Propagation propagation() {
    return propagation;
  }

  /** How long the others sleep in preStop, or serve on after SIGTERM where they can. */
  Duration delay() {
    return delay;
  }

  /** The delay in the variable of the peers. */
  String delayOfPeers() {
    return delay.toSeconds() + "s";
  }

  Duration gracePeriod() {
    return gracePeriod;
  }

  /** What this library is told. */
  Map<String, String> settings() {
    return settings;
  }

  /** Whether a roll takes minutes. */
  boolean takesMinutes() {
    return delay.compareTo(Duration.ofMinutes(1)) > 0;
  }

  /** The head of a table with a column for each. */
  static String[] heads(String first) {
    return Stream.concat(Stream.of(first), Stream.of(values()).map(Regime::title))
        .toArray(String[]::new);
  }
}
