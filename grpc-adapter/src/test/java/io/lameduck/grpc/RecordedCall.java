package io.lameduck.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** A call without a network, which writes down what is sent; as strict as a real one. */
final class RecordedCall<Q, R> extends ServerCall<Q, R> {
  private final MethodDescriptor<Q, R> method;
  private final List<String> sent = new ArrayList<>();
  private boolean closed;

  RecordedCall(MethodDescriptor<Q, R> method) {
    this.method = method;
  }

  List<String> sent() {
    return sent;
  }

  @Override
  public void request(int messages) {}

  @Override
  public void sendHeaders(Metadata headers) {
    send("headers");
  }

  @Override
  public void sendMessage(R message) {
    send("message");
  }

  @Override
  public void close(Status status, Metadata trailers) {
    send(status.getCode().name());
    closed = true;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public Attributes getAttributes() {
    return Attributes.EMPTY;
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }

  private void send(String what) {
    if (closed) {
      throw new IllegalStateException("call is closed");
    }
    sent.add(what);
  }
}
