package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message and waits for one in return, on a WebSocket that is kept open. A server that ends
 * it with a close frame has asked in order to go elsewhere (RFC 6455, 7.4.1: 1001): the message is
 * sent again there, and is no failure. One that vanishes without a close frame has lost it.
 */
final class WebSocketAgent implements UserAgent {
  private static final int ATTEMPTS = 5;

  private final OkHttpClient client;
  private final Dialer dialer;
  private final DialedSockets sockets;
  private final Clients clients;
  private final String message;
  private volatile @Nullable WebSocketSession session;

  WebSocketAgent(Dialer dialer, Clients clients) {
    this.sockets = new DialedSockets(dialer);
    this.client = OkHttp.http11(dialer, clients.tls(), sockets);
    this.dialer = dialer;
    this.clients = clients;
    this.message = "x".repeat(clients.bodyBytes());
  }

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    for (int i = 0; i < ATTEMPTS; i++) {
      WebSocketSession current = session();
      session = null;
      if (current.exchange(message, dialer.patience())) {
        session = current;
        return current.pod();
      }
    }
    throw new RequestFailed(
        FailureKind.WEBSOCKET_LOST, "", "asked to go elsewhere " + ATTEMPTS + " times over");
  }

  private WebSocketSession session() throws RequestFailed, InterruptedException {
    WebSocketSession open = session;
    if (open != null) {
      return open;
    }
    WebSocketSession fresh = WebSocketSession.open(client, clients, sockets, dialer.patience());
    session = fresh;
    return fresh;
  }

  @Override
  public void close() {
    WebSocketSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
