package io.lameduck.spi;

import java.io.IOException;

/**
 * The service of one test of a contract, before it is started.
 *
 * @param drill the service and its shutdown
 * @param hold what holds the requests to {@code /held}
 * @param clock by which connections become old
 * @param connector opens a connection to the server, which is closed when the test ends
 */
record Fixture(Drill drill, Hold hold, HandClock clock, Swarm.Connector connector) {
  Wire open() throws IOException {
    return connector.connect();
  }
}
