package io.lameduck;

import io.lameduck.probe.Probes;
import io.lameduck.spi.ServerContext;
import io.lameduck.time.Bell;
import java.net.InetAddress;
import java.util.Optional;

/** The core's side of a server. */
record ServedContext(
    InFlight inFlight,
    Optional<Probes> probes,
    Probes health,
    Lifecycle lifecycle,
    Arrivals arrivals,
    Connections connections,
    Bell bell)
    implements ServerContext {

  @Override
  public boolean isLameDuck() {
    return lifecycle.isLameDuck();
  }

  @Override
  public void connected(InetAddress client) {
    arrivals.connection(client);
  }

  @Override
  public void becameIdle() {
    connections.becameIdle();
  }

  @Override
  public void changed() {
    bell.ring();
  }
}
