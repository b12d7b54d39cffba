package io.lameduck.grpc;

import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that wants to hear of each change of a status. Thread-safe. */
final class HealthWatch {
  private final Supplier<ServingStatus> status;
  private final ServerCallStreamObserver<HealthCheckResponse> client;
  private @Nullable ServingStatus told;

  HealthWatch(
      Supplier<ServingStatus> status, ServerCallStreamObserver<HealthCheckResponse> client) {
    this.status = status;
    this.client = client;
  }

  /**
   * To be called before the call has begun.
   *
   * @param end run when it is over
   */
  void begin(Runnable end) {
    client.setOnCancelHandler(end);
    client.setOnCloseHandler(end);
    client.setOnReadyHandler(this::look);
  }

  /**
   * Tells the client if the status has changed. One that reads nothing is told when it reads again,
   * and then only of the status that holds: nothing queues up for it.
   */
  synchronized void look() {
    ServingStatus now = status.get();
    if (now != told && client.isReady()) {
      client.onNext(HealthService.response(now));
      told = now;
    }
  }
}
