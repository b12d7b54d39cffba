package io.lameduck.internal.shutdown;

import io.lameduck.internal.time.Time;
import io.lameduck.spi.Server;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** The open connections of all servers together. Thread-safe. */
public final class Connections {
  private final Time time;
  private final List<Server> servers;
  private final AtomicLong idleSince = new AtomicLong();

  public Connections(Time time, List<Server> servers) {
    this.time = time;
    this.servers = List.copyOf(servers);
  }

  /** How many are open, if every server can tell. Asks them, on the thread of the caller. */
  public OptionalLong open() {
    long sum = 0;
    for (Server server : servers) {
      OptionalLong open = server.connections();
      if (open.isEmpty()) {
        return open;
      }
      sum += open.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** When the most recent last chance of an idle connection began. */
  long idleSince() {
    return idleSince.get();
  }

  /**
   * A connection became idle: its last chance begins. A delayed thread never moves the moment back.
   */
  public void becameIdle() {
    idleSince.accumulateAndGet(time.nanos(), Math::max);
  }
}
