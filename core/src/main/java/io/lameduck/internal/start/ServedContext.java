package io.lameduck.internal.start;

import io.lameduck.Ticket;
import io.lameduck.internal.health.HealthEvents;
import io.lameduck.internal.shutdown.Connections;
import io.lameduck.internal.shutdown.Lifecycle;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.work.Arrivals;
import io.lameduck.internal.work.TicketOffice;
import io.lameduck.probe.Probes;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The core's side of a server. */
record ServedContext(
    TicketOffice inFlight,
    Optional<Probes> probes,
    Probes health,
    HealthEvents healthEvents,
    Lifecycle lifecycle,
    Arrivals arrivals,
    Connections connections,
    ConnectionAge connectionAge,
    Bell bell)
    implements ServerContext {

  @Override
  public @Nullable Ticket tryEnterHealthCheck(Supplier<String> description) {
    return inFlight.tryEnterHealthCheck(description);
  }

  @Override
  public Runnable onHealthChange(Runnable listener) {
    return healthEvents.add(listener);
  }

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
