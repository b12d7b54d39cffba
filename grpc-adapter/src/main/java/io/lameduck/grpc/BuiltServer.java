package io.lameduck.grpc;

import io.grpc.ServerBuilder;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A server that is built here, with all that a drain wants to have in it. */
final class BuiltServer extends GrpcServer {
  private final ServerBuilder<?> builder;
  private final HealthWatches watches = new HealthWatches();
  private final Bystanders bystanders = new Bystanders();
  private volatile @Nullable Connections connections;
  private volatile io.grpc.@Nullable Server server;
  private volatile Runnable stopListening = () -> {};

  BuiltServer(ServerBuilder<?> builder) {
    this.builder = builder;
  }

  @Override
  public void start(ServerContext context) throws IOException {
    Connections counted = new Connections(context);
    HealthStatus health = new HealthStatus(context, () -> server().getServices());
    connections = counted;
    server =
        builder
            .addTransportFilter(counted)
            .addService(new HealthService(health, watches))
            .intercept(new DrainInterceptor(context.inFlight(), counted, bystanders)) // outermost
            .build();
    start(server());
    runs(server(), context);
    stopListening = context.onHealthChange(watches::look);
  }

  @Override
  public void stopAccepting() {
    server().shutdown(); // first: whoever is ended is not to come back on the same connection
    watches.look(); // a client is to hear why before its watch ends
    bystanders.end();
  }

  @Override
  public OptionalLong connections() {
    Connections counted = connections;
    return OptionalLong.of(counted == null ? 0 : counted.open());
  }

  @Override
  public void close() {
    stopListening.run();
    io.grpc.Server built = server;
    if (built != null) {
      built.shutdownNow();
    }
  }

  private io.grpc.Server server() {
    return Objects.requireNonNull(server, "not started");
  }
}
