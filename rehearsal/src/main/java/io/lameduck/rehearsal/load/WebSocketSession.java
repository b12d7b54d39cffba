package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from its handshake to its end. Used by one thread, told by OkHttp's. */
final class WebSocketSession extends WebSocketListener {
  private enum Kind {
    OPEN,
    MESSAGE,
    CLOSE,
    FAILURE
  }

  private record Event(Kind kind, @Nullable Throwable cause, int status) {}

  private static final int NORMAL = 1000;

  private final DialedSockets sockets;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final WebSocket webSocket;
  private volatile @Nullable String podOfProxy;

  private WebSocketSession(OkHttpClient client, Clients clients, DialedSockets sockets) {
    this.sockets = sockets;
    Request request = new Request.Builder().url(OkHttp.origin(clients) + clients.target()).build();
    this.webSocket = client.newWebSocket(request, this);
  }

  /**
   * Connects and waits until the handshake is over.
   *
   * @param sockets those of the client, whose latest is the one of this session: of a WebSocket the
   *     library does not tell which connection it has
   */
  static WebSocketSession open(
      OkHttpClient client, Clients clients, DialedSockets sockets, Duration patience)
      throws RequestFailed, InterruptedException {
    WebSocketSession session = new WebSocketSession(client, clients, sockets);
    Event first = session.next(patience);
    if (first.kind() != Kind.OPEN) {
      session.close();
      throw session.handshakeFailed(first);
    }
    return session;
  }

  private RequestFailed handshakeFailed(Event event) {
    Throwable cause = event.cause();
    String detail = "handshake: " + (event.status() > 0 ? event.status() : cause);
    if (cause == null) {
      return new RequestFailed(FailureKind.WRONG_ANSWER, pod(), detail);
    }
    if (cause instanceof SSLException failure) {
      return TlsFailure.of(failure, pod());
    }
    return DialFailed.in(cause)
        .orElseGet(() -> new RequestFailed(kind(event, cause), pod(), detail, cause));
  }

  private static FailureKind kind(Event event, Throwable cause) {
    if (event.status() > 0) {
      return event.status() >= 500 ? FailureKind.SERVER_ERROR : FailureKind.WRONG_ANSWER;
    }
    if (cause instanceof SocketTimeoutException) {
      return FailureKind.TIMEOUT;
    }
    boolean end = cause.getCause() instanceof EOFException || cause instanceof EOFException;
    return end ? FailureKind.EOF_ON_NEW : FailureKind.RESET_ON_NEW;
  }

  String pod() {
    String named = podOfProxy;
    return named == null ? sockets.latestPod() : named;
  }

  /** Sends a message and waits for one; false if the server ends the session in order instead. */
  boolean exchange(String message, Duration patience) throws RequestFailed, InterruptedException {
    boolean sent = webSocket.send(message);
    Event event = next(patience);
    if (event.kind() == Kind.FAILURE) {
      close();
      throw new RequestFailed(lost(event), pod(), "sent: " + sent + ", then " + event.cause());
    }
    return event.kind() == Kind.MESSAGE;
  }

  private static FailureKind lost(Event event) {
    return event.cause() instanceof SocketTimeoutException
        ? FailureKind.TIMEOUT
        : FailureKind.WEBSOCKET_LOST;
  }

  private Event next(Duration patience) throws RequestFailed, InterruptedException {
    Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null) {
      close();
      throw new RequestFailed(FailureKind.TIMEOUT, pod(), "WebSocket silent for " + patience);
    }
    return event;
  }

  /** Ends it with a close frame, if it still can be written. */
  void close() {
    if (!webSocket.close(NORMAL, null)) {
      webSocket.cancel();
    }
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    podOfProxy = response.header(Load.POD_HEADER);
    events.add(new Event(Kind.OPEN, null, 0));
  }

  @Override
  public void onMessage(WebSocket from, String text) {
    events.add(new Event(Kind.MESSAGE, null, 0));
  }

  @Override
  public void onClosing(WebSocket closing, int code, String reason) {
    events.add(new Event(Kind.CLOSE, null, 0));
    closing.close(NORMAL, null);
  }

  @Override
  public void onFailure(WebSocket failed, Throwable cause, @Nullable Response response) {
    events.add(new Event(Kind.FAILURE, cause, response == null ? 0 : response.code()));
  }
}
