package io.lameduck.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;

/**
 * Tells of the end of one call, whatever the end is: its response was sent, its client has gone, or
 * its handler failed. Not before the handler has returned, for gRPC calls one method at a time.
 */
final class CallEnd<Q> extends SimpleForwardingServerCallListener<Q> {
  private final Runnable ended;

  private CallEnd(ServerCall.Listener<Q> listener, Runnable ended) {
    super(listener);
    this.ended = ended;
  }

  /**
   * Starts a call.
   *
   * @param ended run once the call has ended; also before this throws
   */
  static <Q, R> ServerCall.Listener<Q> start(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next, Runnable ended) {
    try {
      return new CallEnd<>(next.startCall(call, headers), ended);
    } catch (RuntimeException | Error e) {
      ended.run();
      throw e;
    }
  }

  @Override
  public void onMessage(Q message) {
    handle(() -> super.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    handle(super::onHalfClose);
  }

  @Override
  public void onReady() {
    handle(super::onReady);
  }

  @Override
  public void onComplete() {
    try {
      super.onComplete();
    } finally {
      ended.run();
    }
  }

  @Override
  public void onCancel() {
    try {
      super.onCancel();
    } finally {
      ended.run();
    }
  }

  /**
   * After an exception gRPC goes on, and tells of the end. After anything else that is thrown it
   * may forget to: {@code SerializingExecutor} leaves what it has still to run in its queue.
   */
  private void handle(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      ended.run();
      throw e;
    }
  }
}
