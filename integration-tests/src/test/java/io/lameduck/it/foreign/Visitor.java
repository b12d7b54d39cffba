package io.lameduck.it.foreign;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of client.
 *
 * @param missing why it cannot be had on this machine; empty if it can
 * @param pause between an answer and the next request
 * @param clients those who ask the service at an address at the same time
 */
public record Visitor(
    String name, String missing, Duration pause, Function<URI, List<ForeignClient>> clients) {
  static Visitor of(String name, Duration pause, Function<URI, List<ForeignClient>> clients) {
    return new Visitor(name, "", pause, clients);
  }

  /** The same, or nobody at all if there is a reason. */
  Visitor unless(String reason) {
    return reason.isEmpty() ? this : new Visitor(name, reason, pause, service -> List.of());
  }
}
