package io.lameduck.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.lameduck.Ticket;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.ServerContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a ticket for each call but those that nobody waits for. Thread-safe. */
final class DrainInterceptor implements ServerInterceptor {
  private static final Status REFUSED =
      Status.UNAVAILABLE.withDescription("the server has shut down");

  private static final Metadata.Key<String> USER_AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

  private final ServerContext service;
  private final Connections connections;
  private final Bystanders bystanders;

  DrainInterceptor(ServerContext service, Connections connections, Bystanders bystanders) {
    this.service = service;
    this.connections = connections;
    this.bystanders = bystanders;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Bystanders.include(call.getMethodDescriptor())) {
      return bystanders.start(call, headers, next);
    }
    connections.called(call.getAttributes(), headers);
    Ticket ticket = ticket(call, headers);
    return ticket == null ? refuse(call) : CallEnd.start(call, headers, next, ticket::close);
  }

  private @Nullable Ticket ticket(ServerCall<?, ?> call, Metadata headers) {
    Supplier<String> description = call.getMethodDescriptor()::getFullMethodName;
    return service.isLameDuck() && isHealthCheck(headers)
        ? service.tryEnterHealthCheck(description)
        : service.inFlight().tryEnter(description);
  }

  /** Calls of the health service do not come so far. */
  static boolean isHealthCheck(Metadata headers) {
    return HealthChecker.sent(null, headers.get(USER_AGENT));
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call) {
    call.close(REFUSED, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
