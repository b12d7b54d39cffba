package io.lameduck.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.lameduck.FakeServer;
import io.lameduck.spi.Drill;
import org.junit.jupiter.api.Test;

/** What comes too late, or is used after its end: seldom enough to be staged here. */
class GrpcAfterTheEndTest {
  private final RecordedCall<HealthCheckRequest, HealthCheckResponse> watch =
      new RecordedCall<>(HealthGrpc.getWatchMethod());
  private final Bystanders bystanders = new Bystanders();

  @Test
  void aCallThatComesWhenTheDrainIsOverIsRefused() {
    FakeServer server = new FakeServer();
    Drill drill = new Drill(server).start();
    drill.close();
    DrainInterceptor interceptor =
        new DrainInterceptor(server.context(), new Connections(server.context()), bystanders);
    RecordedCall<String, String> late = new RecordedCall<>(Hello.SAY);
    interceptor.interceptCall(
        late,
        new Metadata(),
        (call, headers) -> {
          throw new AssertionError("called");
        });
    assertThat(late.sent()).containsExactly("UNAVAILABLE");
    assertThat(drill.traffic().served()).isZero();
  }

  @Test
  void aWatchThatIsOpenIsEndedWithTheOthers() {
    begin();
    assertThat(watch.sent()).containsExactly("headers");
    bystanders.end();
    assertThat(watch.sent()).containsExactly("headers", "UNAVAILABLE");
  }

  @Test
  void aWatchThatBeginsLaterIsEndedAtOnce() {
    bystanders.end();
    begin();
    assertThat(watch.sent()).containsExactly("headers", "UNAVAILABLE");
  }

  @Test
  void aWatchThatHasEndedIsNotEndedAgain() {
    begin().onCancel();
    watch.close(Status.CANCELLED, new Metadata());
    bystanders.end();
    assertThat(watch.sent()).containsExactly("headers", "CANCELLED");
  }

  @Test
  void whatIsSentOnACallThatWasEndedIsDropped() {
    EndableCall<HealthCheckRequest, HealthCheckResponse> call = new EndableCall<>(watch);
    assertThat(call.isReady()).isTrue();
    call.end();
    call.sendHeaders(new Metadata());
    call.sendMessage(HealthService.response(ServingStatus.SERVING));
    call.close(Status.OK, new Metadata());
    call.end();
    assertThat(watch.sent()).containsExactly("UNAVAILABLE");
    assertThat(call.isReady()).isFalse();
    assertThat(call.isCancelled()).isTrue();
  }

  private ServerCall.Listener<HealthCheckRequest> begin() {
    ServerCallHandler<HealthCheckRequest, HealthCheckResponse> handler =
        (call, headers) -> {
          call.sendHeaders(headers);
          return new ServerCall.Listener<>() {};
        };
    return bystanders.start(watch, new Metadata(), handler);
  }
}
