package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One of several lanes on an HTTP/2 connection, by prior knowledge. What the server has said not to
 * have touched, because the stream came after its GOAWAY or was refused, is asked again elsewhere
 * and is no failure (RFC 9113, 8.7).
 */
final class Http2Agent implements UserAgent {
  private static final String RESET = "stream was reset: ";
  private static final int LANES = 4;
  private static final int ATTEMPTS = 5;

  private final OkHttpClient client;
  private final io.lameduck.rehearsal.load.Request any;
  private volatile @Nullable Call call;

  private Http2Agent(OkHttpClient client, Clients clients) {
    this.client = client;
    this.any = io.lameduck.rehearsal.load.Request.of(clients);
  }

  /** The lanes of one client. */
  static List<Http2Agent> lanes(Dialer dialer, Clients clients) {
    OkHttpClient client = OkHttp.client(dialer, Protocol.H2_PRIOR_KNOWLEDGE);
    return Stream.generate(() -> new Http2Agent(client, clients)).limit(LANES).toList();
  }

  @Override
  public String ask() throws RequestFailed {
    Attempt attempt = new Attempt();
    IOException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      attempt = new Attempt();
      try {
        return ask(attempt);
      } catch (IOException e) {
        if (!isUntouched(e)) {
          throw failure(e, attempt);
        }
        last = e;
      }
    }
    throw new RequestFailed(
        FailureKind.STREAM_RESET, attempt.pod(), "refused " + ATTEMPTS + " times over", last);
  }

  private String ask(Attempt attempt) throws IOException, RequestFailed {
    io.lameduck.rehearsal.load.Request asked = any.numbered();
    Call current = client.newCall(request(asked, attempt));
    call = current;
    try (Response response = current.execute()) {
      String bodyStart = readToEnd(response, attempt);
      asked.check(response.code(), bodyStart, attempt.pod());
      return attempt.pod();
    }
  }

  private static Request request(io.lameduck.rehearsal.load.Request asked, Attempt attempt) {
    Request.Builder request = OkHttp.request(asked.target(), attempt);
    return asked.bodyBytes() == 0
        ? request.build()
        : request.post(RequestBody.create(new byte[asked.bodyBytes()])).build();
  }

  private static String readToEnd(Response response, Attempt attempt) throws RequestFailed {
    BodyStart start = new BodyStart();
    try {
      response.body().byteStream().transferTo(start);
      return start.toString();
    } catch (SocketTimeoutException e) {
      throw new RequestFailed(FailureKind.TIMEOUT, attempt.pod(), "in the body", e);
    } catch (IOException e) {
      throw new RequestFailed(FailureKind.TRUNCATED, attempt.pod(), String.valueOf(e), e);
    }
  }

  /** OkHttp does not export its exceptions, but what they say has been the same for years. */
  private static boolean isUntouched(IOException e) {
    return e.getClass().getSimpleName().equals("ConnectionShutdownException")
        || (RESET + "REFUSED_STREAM").equals(e.getMessage());
  }

  private static boolean isReset(IOException e) {
    return String.valueOf(e.getMessage()).startsWith(RESET);
  }

  private static RequestFailed failure(IOException e, Attempt attempt) {
    return DialFailed.in(e)
        .orElseGet(() -> new RequestFailed(kind(e, attempt), attempt.pod(), String.valueOf(e), e));
  }

  private static FailureKind kind(IOException e, Attempt attempt) {
    if (e instanceof SocketTimeoutException) {
      return FailureKind.TIMEOUT;
    }
    if (e instanceof ProtocolException) {
      return FailureKind.WRONG_ANSWER;
    }
    return isReset(e) && !attempt.isDisconnected()
        ? FailureKind.STREAM_RESET
        : FailureKind.CONNECTION_LOST;
  }

  @Override
  public void close() {
    Call current = call;
    if (current != null) {
      current.cancel();
    }
    client.connectionPool().evictAll();
  }
}
