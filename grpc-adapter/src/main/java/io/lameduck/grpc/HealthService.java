package io.lameduck.grpc;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthImplBase;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** The standard health service, {@code grpc.health.v1.Health}. Thread-safe. */
final class HealthService extends HealthImplBase {
  private static final Status UNKNOWN = Status.NOT_FOUND.withDescription("unknown service");
  private static final Status TOO_MANY =
      Status.RESOURCE_EXHAUSTED.withDescription("there are " + HealthWatches.MAX + " watches");

  private final HealthStatus status;
  private final HealthWatches watches;

  HealthService(HealthStatus status, HealthWatches watches) {
    this.status = status;
    this.watches = watches;
  }

  static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> client) {
    Optional<ServingStatus> now = status.of(request.getService());
    if (now.isEmpty()) {
      client.onError(UNKNOWN.asRuntimeException());
      return;
    }
    client.onNext(response(now.get()));
    client.onCompleted();
  }

  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> client) {
    String name = request.getService();
    HealthWatch watch =
        new HealthWatch(
            () -> status.of(name).orElse(ServingStatus.SERVICE_UNKNOWN),
            (ServerCallStreamObserver<HealthCheckResponse>) client);
    watch.begin(() -> watches.remove(watch));
    if (watches.add(watch)) {
      watch.look();
    } else {
      client.onError(TOO_MANY.asRuntimeException());
    }
  }
}
