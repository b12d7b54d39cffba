package io.lameduck.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.lameduck.InFlight;
import io.lameduck.Ticket;

/** Takes a ticket for each call but those that nobody waits for. Thread-safe. */
final class DrainInterceptor implements ServerInterceptor {
  private static final Status REFUSED =
      Status.UNAVAILABLE.withDescription("the server has shut down");

  private final InFlight inFlight;
  private final Connections connections;
  private final Bystanders bystanders;

  DrainInterceptor(InFlight inFlight, Connections connections, Bystanders bystanders) {
    this.inFlight = inFlight;
    this.connections = connections;
    this.bystanders = bystanders;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Bystanders.include(call.getMethodDescriptor())) {
      return bystanders.start(call, headers, next);
    }
    connections.called(call.getAttributes());
    Ticket ticket = inFlight.tryEnter(call.getMethodDescriptor()::getFullMethodName);
    return ticket == null ? refuse(call) : CallEnd.start(call, headers, next, ticket::close);
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call) {
    call.close(REFUSED, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
