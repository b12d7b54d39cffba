package io.lameduck.spi;

import io.lameduck.InFlight;
import io.lameduck.Ticket;
import io.lameduck.probe.Probes;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a service gives its server, with another age of connections. */
record ClockedContext(ServerContext service, ConnectionAge connectionAge) implements ServerContext {
  @Override
  public InFlight inFlight() {
    return service.inFlight();
  }

  @Override
  public @Nullable Ticket tryEnterHealthCheck(Supplier<String> description) {
    return service.tryEnterHealthCheck(description);
  }

  @Override
  public Optional<Probes> probes() {
    return service.probes();
  }

  @Override
  public Probes health() {
    return service.health();
  }

  @Override
  public Runnable onHealthChange(Runnable listener) {
    return service.onHealthChange(listener);
  }

  @Override
  public boolean isLameDuck() {
    return service.isLameDuck();
  }

  @Override
  public void connected(InetAddress client) {
    service.connected(client);
  }

  @Override
  public void becameIdle() {
    service.becameIdle();
  }

  @Override
  public void changed() {
    service.changed();
  }
}
