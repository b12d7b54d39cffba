package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One of several lanes on an HTTP/2 connection. What the server has said not to have touched,
 * because the stream came after its GOAWAY or was refused, is asked again elsewhere and is no
 * failure (RFC 9113, 8.7). One thread, but for {@link #close()}.
 */
final class Http2Lane implements Closeable {
  /** What is asked, and what of it is a good answer. */
  interface Exchange {
    /** A request for an attempt, tagged with it. */
    Request request(Attempt attempt);

    /** Reads the answer to its end. */
    void read(Response response, String pod) throws IOException, RequestFailed;
  }

  private static final String RESET = "stream was reset: ";
  private static final String REFUSED = RESET + "REFUSED_STREAM";
  private static final int ATTEMPTS = 5;

  private final OkHttpClient client;
  private final int maxRefusals;
  private volatile @Nullable Call call;

  /** A lane that asks again as often as the server has not seen the request. */
  Http2Lane(OkHttpClient client) {
    this(client, ATTEMPTS);
  }

  /**
   * A lane.
   *
   * @param maxRefusals how often a stream that has reached a server may be refused until that is a
   *     failure
   */
  Http2Lane(OkHttpClient client, int maxRefusals) {
    this.client = client;
    this.maxRefusals = maxRefusals;
  }

  /** Returns the name of the pod that answered. */
  String ask(Exchange exchange) throws RequestFailed {
    Attempt attempt = new Attempt();
    IOException last = null;
    int refusals = 0;
    for (int i = 0; i < ATTEMPTS && refusals <= maxRefusals; i++) {
      attempt = new Attempt();
      try {
        ask(exchange, attempt);
        return attempt.pod();
      } catch (IOException e) {
        if (!isUntouched(e)) {
          throw failure(e, attempt);
        }
        last = e;
        refusals += isRefused(e) ? 1 : 0;
      }
    }
    FailureKind kind = isReset(last) ? FailureKind.STREAM_RESET : FailureKind.CONNECTION_LOST;
    throw new RequestFailed(kind, attempt.pod(), "not served, though asked again", last);
  }

  private void ask(Exchange exchange, Attempt attempt) throws IOException, RequestFailed {
    Call current = client.newCall(exchange.request(attempt));
    call = current;
    try (Response response = current.execute()) {
      check(response.protocol(), attempt.pod());
      read(exchange, response, attempt);
    }
  }

  /** Over TLS the server chooses. */
  private static void check(Protocol protocol, String pod) throws RequestFailed {
    if (protocol == Protocol.HTTP_1_1 || protocol == Protocol.HTTP_1_0) {
      throw new RequestFailed(
          FailureKind.WRONG_ANSWER, pod, pod + " chose " + protocol + " in place of HTTP/2");
    }
  }

  private static void read(Exchange exchange, Response response, Attempt attempt)
      throws RequestFailed {
    String pod = attempt.pod();
    try {
      exchange.read(response, pod);
    } catch (SocketTimeoutException e) {
      throw new RequestFailed(FailureKind.TIMEOUT, pod, "in the body", e);
    } catch (ProtocolException e) {
      throw new RequestFailed(FailureKind.WRONG_ANSWER, pod, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      FailureKind kind = attempt.isExpired() ? FailureKind.TIMEOUT : FailureKind.TRUNCATED;
      throw new RequestFailed(kind, pod, String.valueOf(e), e);
    }
  }

  /** OkHttp does not export its exceptions, but what they say has been the same for years. */
  private static boolean isUntouched(IOException e) {
    return e.getClass().getSimpleName().equals("ConnectionShutdownException") || isRefused(e);
  }

  private static boolean isRefused(IOException e) {
    return REFUSED.equals(e.getMessage());
  }

  private static boolean isReset(@Nullable IOException e) {
    return e != null && String.valueOf(e.getMessage()).startsWith(RESET);
  }

  /** OkHttp says the same of a cancelled stream and, over TLS, of an end that is announced. */
  private static boolean isAnnouncedEnd(IOException e, Attempt attempt) {
    return attempt.isSecure() && (RESET + "CANCEL").equals(e.getMessage());
  }

  private static RequestFailed failure(IOException e, Attempt attempt) {
    if (attempt.isSecuring()) {
      return TlsFailure.of(e, attempt.pod());
    }
    return DialFailed.in(e)
        .orElseGet(() -> new RequestFailed(kind(e, attempt), attempt.pod(), String.valueOf(e), e));
  }

  private static FailureKind kind(IOException e, Attempt attempt) {
    if (e instanceof SocketTimeoutException || attempt.isExpired()) {
      return FailureKind.TIMEOUT;
    }
    if (e instanceof ProtocolException) {
      return FailureKind.WRONG_ANSWER;
    }
    return isReset(e) && !attempt.isDisconnected() && !isAnnouncedEnd(e, attempt)
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
