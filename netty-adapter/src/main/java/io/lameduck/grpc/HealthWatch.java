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

  /** What to do when it is over; to be said before the call has begun. */
  void onEnd(Runnable end) {
    client.setOnCancelHandler(end);
    client.setOnCloseHandler(end);
  }

  /**
   * Tells the client if the status has changed. One that reads nothing is told later, and then only
   * of the status that holds: nothing queues up for it.
   */
  synchronized void look() {
    ServingStatus now = status.get();
    if (now != told && client.isReady()) {
      client.onNext(HealthService.response(now));
      told = now;
    }
  }
}
