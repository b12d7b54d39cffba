package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.wire.GrpcHealth;
import io.lameduck.rehearsal.wire.GrpcResponse;
import io.lameduck.rehearsal.wire.GrpcStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;

/** A call of {@code grpc.health.v1.Health/Check} that is answered with {@code SERVING}. */
record GrpcCheckRunner(GrpcCheck check) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    Request request =
        GrpcHealth.check(check.service())
            .to("http://127.0.0.1:" + container.ports().of(check.port()))
            .header("User-Agent", caller.userAgent())
            .build();
    try (Response response = KubeletClient.grpc(request, timeout).execute()) {
      check(response);
    } catch (InterruptedIOException e) {
      throw new HandlerFailed(check + " timed out after " + timeout.toMillis() + " ms", e);
    } catch (IOException e) {
      throw new HandlerFailed(check + ": " + e.getMessage(), e);
    }
  }

  private void check(Response response) throws IOException, HandlerFailed {
    GrpcResponse answer =
        GrpcResponse.of(response)
            .orElseThrow(
                () -> new HandlerFailed(check + " answered " + response.code() + ", not gRPC"));
    Optional<byte[]> message = answer.next();
    if (message.isPresent()) {
      answer.readToEnd();
    }
    GrpcStatus status = answer.status();
    if (!status.isOk() || message.isEmpty()) {
      throw new HandlerFailed(check + " ended with " + status);
    }
    String health = GrpcHealth.status(message.get());
    if (!health.equals(GrpcHealth.SERVING)) {
      throw new HandlerFailed(check + " answered " + health);
    }
  }
}
