package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.wire.GrpcHealth;
import io.lameduck.rehearsal.wire.GrpcRequest;
import io.lameduck.rehearsal.wire.GrpcResponse;
import io.lameduck.rehearsal.wire.GrpcStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * One of several calls at a time on a channel of gRPC. Like gRPC's own clients it repeats a call
 * that never left, and once one that the server has refused unseen (gRFC A6); a status is an
 * answer, and any but OK is a failure. An exception is a {@code Watch} of the health: it has no end
 * but the server's, and goes on elsewhere.
 */
final class GrpcAgent implements UserAgent {
  private static final int LANES = 4;
  private static final int MAX_REFUSALS = 1;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final Http2Lane lane;
  private final Clients clients;
  private final GrpcRequest request;

  private GrpcAgent(OkHttpClient client, Clients clients) {
    this.lane = new Http2Lane(client, MAX_REFUSALS);
    this.clients = clients;
    this.request = GrpcRequest.of(clients.target());
  }

  /** The lanes of one client. */
  static List<GrpcAgent> lanes(Dialer dialer, Clients clients) {
    OkHttpClient client = OkHttp.http2(dialer, clients.tls());
    return Stream.generate(() -> new GrpcAgent(client, clients)).limit(LANES).toList();
  }

  private boolean isWatch() {
    return request.path().equals(GrpcHealth.WATCH);
  }

  @Override
  public String ask() throws RequestFailed {
    return lane.ask(isWatch() ? new Watch(false) : new Whole());
  }

  /** Of a stream without an end the beginning has to do. */
  @Override
  public String tryOut() throws RequestFailed {
    return isWatch() ? lane.ask(new Watch(true)) : ask();
  }

  @Override
  public boolean isEndless() {
    return isWatch();
  }

  private abstract class Exchange implements Http2Lane.Exchange {
    @Override
    public okhttp3.Request request(Attempt attempt) {
      return request.to(OkHttp.origin(clients)).tag(Attempt.class, attempt).build();
    }

    @Override
    public void read(Response response, String pod) throws IOException, RequestFailed {
      GrpcResponse answer = GrpcResponse.of(response).orElse(null);
      if (answer == null) {
        throw notGrpc(response, pod);
      }
      read(answer, response, pod);
    }

    abstract void read(GrpcResponse answer, Response response, String pod)
        throws IOException, RequestFailed;

    private RequestFailed notGrpc(Response response, String pod) {
      int status = response.code();
      FailureKind kind =
          status >= INTERNAL_SERVER_ERROR ? FailureKind.SERVER_ERROR : FailureKind.WRONG_ANSWER;
      String type = response.header("Content-Type", "nothing");
      return new RequestFailed(
          kind, pod, request + " of " + pod + " was answered " + status + " with " + type);
    }

    RequestFailed ended(GrpcStatus status, String pod) {
      FailureKind kind =
          status.name().equals(GrpcStatus.UNAVAILABLE)
              ? FailureKind.GRPC_UNAVAILABLE
              : FailureKind.GRPC_STATUS;
      return new RequestFailed(kind, pod, request + " of " + pod + " ended with " + status);
    }
  }

  /** A call that ends by itself; one with a single answer has one. */
  private final class Whole extends Exchange {
    @Override
    void read(GrpcResponse answer, Response response, String pod)
        throws IOException, RequestFailed {
      long messages = answer.readToEnd();
      GrpcStatus status = answer.status();
      if (!status.isOk()) {
        throw ended(status, pod);
      }
      if (clients.kind() == ClientKind.GRPC && messages != 1) {
        throw new RequestFailed(
            FailureKind.WRONG_ANSWER, pod, request + " of " + pod + ": " + messages + " messages");
      }
    }
  }

  /** Silent until the health changes. */
  private final class Watch extends Exchange {
    private final boolean beginningOnly;

    Watch(boolean beginningOnly) {
      this.beginningOnly = beginningOnly;
    }

    @Override
    void read(GrpcResponse answer, Response response, String pod)
        throws IOException, RequestFailed {
      boolean begun = answer.next().isPresent();
      if (begun && beginningOnly) {
        return;
      }
      response.body().source().timeout().timeout(0, TimeUnit.NANOSECONDS);
      answer.readToEnd();
      GrpcStatus status = answer.status();
      boolean asked = begun && status.name().equals(GrpcStatus.UNAVAILABLE);
      if (!asked && !status.isOk()) {
        throw ended(status, pod);
      }
    }
  }

  @Override
  public void close() {
    lane.close();
  }
}
