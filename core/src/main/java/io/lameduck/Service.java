package io.lameduck;

import io.lameduck.spi.Server;
import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.util.List;

/**
 * One service, put together: all that a shutdown works on.
 *
 * @param resources in the order in which they were opened
 * @param bell rung when something may have happened that the shutdown waits for
 */
record Service(
    Settings settings,
    Time time,
    Starter starter,
    Lifecycle lifecycle,
    InFlight inFlight,
    Arrivals arrivals,
    Connections connections,
    List<Server> servers,
    List<Resource> resources,
    Journal journal,
    TerminationMessage terminationMessage,
    Exit exit,
    Bell bell) {

  Service {
    servers = List.copyOf(servers);
    resources = List.copyOf(resources);
  }
}
