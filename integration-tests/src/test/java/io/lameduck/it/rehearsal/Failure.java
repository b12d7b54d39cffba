package io.lameduck.it.rehearsal;

import java.time.Duration;

/** A failed request: when (since the load began), whose, in which way, and where. */
public record Failure(Duration at, ClientKind client, FailureKind kind, String detail) {
  @Override
  public String toString() {
    return "+" + Seconds.of(at) + " " + client + " " + detail;
  }
}
