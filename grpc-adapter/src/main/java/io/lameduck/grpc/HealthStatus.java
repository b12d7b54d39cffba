package io.lameduck.grpc;

import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.lameduck.probe.Probes;
import io.lameduck.spi.ServerContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the health service says, of the whole and of each service by its name. Derived whenever it
 * is asked for, like the probes. Thread-safe.
 */
final class HealthStatus {
  private final ServerContext context;
  private final Supplier<List<ServerServiceDefinition>> services;

  /**
   * @param services those of the server, by whose names it is asked
   */
  HealthStatus(ServerContext context, Supplier<List<ServerServiceDefinition>> services) {
    this.context = context;
    this.services = services;
  }

  /** The status of what has this name, or empty if nothing has. */
  Optional<ServingStatus> of(String name) {
    Probes probes = context.health();
    return switch (name) {
      case "" -> Optional.of(serving(welcome(probes)));
      case "liveness" -> Optional.of(serving(probes.alive()));
      case "readiness" -> Optional.of(serving(probes.ready()));
      case "startup" -> Optional.of(serving(probes.started()));
      default -> Optional.of(name).filter(this::isService).map(service -> serving(welcome(probes)));
    };
  }

  /**
   * Clients have to leave in the lame duck even where the readiness probe is told to stay: that is
   * for Services without any other endpoint, and a client that asks here has chosen its own.
   */
  private boolean welcome(Probes probes) {
    return probes.ready() && !context.isLameDuck();
  }

  private boolean isService(String name) {
    return services.get().stream()
        .anyMatch(service -> service.getServiceDescriptor().getName().equals(name));
  }

  private static ServingStatus serving(boolean serving) {
    return serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }
}
