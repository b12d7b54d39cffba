package io.lameduck.grpc;

import io.grpc.ServerBuilder;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is built here, with all that a drain wants to have in it. */
final class BuiltServer extends GrpcServer {
  private static final Logger log = LoggerFactory.getLogger(GrpcServer.class);

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
    context.connectionAge().max().ifPresent(this::limitAge);
    server =
        builder
            .addTransportFilter(counted)
            .addService(new HealthService(health, watches))
            .intercept(new DrainInterceptor(context, counted, bystanders)) // outermost
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

  /** gRPC itself spreads the age by a tenth either way. */
  private void limitAge(Duration max) {
    try {
      builder.maxConnectionAge(max.toNanos(), TimeUnit.NANOSECONDS);
    } catch (UnsupportedOperationException e) {
      log.warn("LAMEDUCK_CONNECTION_MAX_AGE has no effect on {}", builder.getClass().getName(), e);
    }
  }

  private io.grpc.Server server() {
    return Objects.requireNonNull(server, "not started");
  }
}
