package io.lameduck.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.health.v1.HealthGrpc;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that no drain waits for: of the health and reflection services. They are no work, and a
 * stream among them may be endless; since its connection could not close before it, the drain ends
 * it. Thread-safe.
 */
final class Bystanders {
  private static final String REFLECTION = "grpc.reflection.";

  private final Set<EndableCall<?, ?>> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /** Whether a call of this method is one of them. */
  static boolean include(MethodDescriptor<?, ?> method) {
    String service = String.valueOf(method.getServiceName());
    return service.equals(HealthGrpc.SERVICE_NAME) || service.startsWith(REFLECTION);
  }

  <Q, R> ServerCall.Listener<Q> start(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return call.getMethodDescriptor().getType() == MethodType.UNARY
        ? next.startCall(call, headers)
        : startStream(new EndableCall<>(call), headers, next);
  }

  /** Ends all streams, and from now on each that begins. */
  void end() {
    over = true;
    streams.forEach(EndableCall::end);
  }

  private <Q, R> ServerCall.Listener<Q> startStream(
      EndableCall<Q, R> stream, Metadata headers, ServerCallHandler<Q, R> next) {
    streams.add(stream);
    ServerCall.Listener<Q> listener =
        CallEnd.start(stream, headers, next, () -> streams.remove(stream));
    if (over) {
      stream.end();
    }
    return listener;
  }
}
