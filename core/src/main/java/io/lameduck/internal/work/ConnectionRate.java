package io.lameduck.internal.work;

import java.util.OptionalDouble;

/** How many connections the clients have opened in a minute lately. Thread-safe. */
final class ConnectionRate {
  private final RecentCount connections;

  ConnectionRate(long since) {
    connections = new RecentCount(since);
  }

  synchronized void connection(long now) {
    connections.add(now);
  }

  /** Returns the rate, or empty before a whole minute has been watched. */
  synchronized OptionalDouble perMinute(long now) {
    if (now - connections.since() < RecentCount.MINUTE) {
      return OptionalDouble.empty();
    }
    connections.forget(now);
    double minutes = (now - connections.since()) / (double) RecentCount.MINUTE;
    return OptionalDouble.of(connections.count() / minutes);
  }
}
