package io.lameduck;

import io.lameduck.spi.Server;
import java.util.List;
import java.util.function.Consumer;

/** All servers of a service, told one after the other; one that fails does not stop the rest. */
record Servers(List<Server> servers, Journal journal) {
  void each(Consumer<Server> step) {
    for (Server server : servers) {
      try {
        step.accept(server);
      } catch (RuntimeException | Error e) {
        journal.warn("server " + server.name() + " failed, and the shutdown goes on", e);
      }
    }
  }
}
