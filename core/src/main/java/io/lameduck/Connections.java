package io.lameduck;

import io.lameduck.spi.Server;
import io.lameduck.time.Time;
import java.util.List;
import java.util.OptionalLong;

/** The open connections of all servers together. Thread-safe. */
final class Connections {
  private final Time time;
  private final List<Server> servers;
  private volatile long idleSince;

  Connections(Time time, List<Server> servers) {
    this.time = time;
    this.servers = List.copyOf(servers);
  }

  /** How many are open at the servers that can tell. */
  long known() {
    return servers.stream().mapToLong(server -> server.connections().orElse(0)).sum();
  }

  /** Whether every server can tell. */
  boolean allKnown() {
    return servers.stream().map(Server::connections).allMatch(OptionalLong::isPresent);
  }

  /** How many are open, if every server can tell. */
  OptionalLong open() {
    return allKnown() ? OptionalLong.of(known()) : OptionalLong.empty();
  }

  /** When the last chance began that was given last. */
  long idleSince() {
    return idleSince;
  }

  /** Somewhere a last chance begins. */
  void becameIdle() {
    idleSince = time.nanos();
  }
}
