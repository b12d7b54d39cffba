package io.lameduck.grpc;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthWatchTest {
  private ServingStatus status = SERVING;
  private final StubObserver client = new StubObserver();
  private final HealthWatches watches = new HealthWatches();
  private final HealthWatch watch = new HealthWatch(() -> status, client);

  @BeforeEach
  void begin() {
    watch.begin(() -> watches.remove(watch));
    watches.add(watch);
    watches.look();
  }

  @Test
  void hearsOfAChangeWhenItIsTold() {
    status = NOT_SERVING;
    assertThat(client.heard).containsExactly(SERVING);
    watches.look();
    assertThat(client.heard).containsExactly(SERVING, NOT_SERVING);
  }

  @Test
  void doesNotHearTheSameTwice() {
    watches.look();
    assertThat(client.heard).containsExactly(SERVING);
  }

  @Test
  void thatReadsNothingHearsWhatHoldsWhenItReadsAgain() {
    client.ready = false;
    status = NOT_SERVING;
    watches.look();
    status = SERVING;
    watches.look();
    status = NOT_SERVING;
    watches.look();
    assertThat(client.heard).containsExactly(SERVING);
    client.ready = true;
    client.onReady.run();
    assertThat(client.heard).containsExactly(SERVING, NOT_SERVING);
  }

  @Test
  void thatFailsIsDropped() {
    status = NOT_SERVING;
    client.broken = true;
    watches.look();
    client.broken = false;
    watches.look();
    assertThat(client.heard).containsExactly(SERVING);
  }

  @Test
  void thatIsOverHearsNoMore() {
    client.onCancel.run();
    status = NOT_SERVING;
    watches.look();
    assertThat(client.heard).containsExactly(SERVING);
  }

  /** What gRPC gives to the service, as far as it is used. */
  private static final class StubObserver extends ServerCallStreamObserver<HealthCheckResponse> {
    private final List<ServingStatus> heard = new ArrayList<>();
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};
    private boolean ready = true;
    private boolean broken;

    @Override
    public void onNext(HealthCheckResponse response) {
      if (broken) {
        throw Status.CANCELLED.asRuntimeException();
      }
      heard.add(response.getStatus());
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public void setOnCloseHandler(Runnable handler) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setCompression(String compression) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void disableAutoInboundFlowControl() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void request(int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setMessageCompression(boolean enable) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void onError(Throwable failure) {
      throw new UnsupportedOperationException(failure);
    }

    @Override
    public void onCompleted() {
      throw new UnsupportedOperationException();
    }
  }
}
