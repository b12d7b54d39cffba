package io.lameduck.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A call that can be ended from outside, whatever its handler is about to send: a call by itself is
 * not thread-safe, and throws when it is used after its end.
 */
final class EndableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private static final Status LEAVING =
      Status.UNAVAILABLE.withDescription("the server is shutting down");

  private boolean ended;

  EndableCall(ServerCall<Q, R> call) {
    super(call);
  }

  /** Ends it unless it has ended. Whatever is sent from now on is dropped. */
  void end() {
    close(LEAVING, new Metadata());
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!ended) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!ended) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!ended) {
      ended = true;
      super.close(status, trailers);
    }
  }

  @Override
  public synchronized boolean isReady() {
    return !ended && super.isReady();
  }

  @Override
  public synchronized boolean isCancelled() {
    return ended || super.isCancelled();
  }
}
