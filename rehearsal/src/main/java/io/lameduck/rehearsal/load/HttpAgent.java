package io.lameduck.rehearsal.load;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks over HTTP/1.1, on a connection it keeps or not. An established connection stays where it is,
 * whatever the endpoints say. It is trusted until the server announces its end: what kept-alive
 * clients send into a connection that was closed without a word is lost, as a POST would be. Only
 * idle clients look first whether the server has hung up, as connection pools do after a pause.
 */
final class HttpAgent implements UserAgent {
  private final Dialer dialer;
  private final Request request;
  private final boolean keeps;
  private final Predicate<Connection> isUseless;
  private volatile @Nullable Connection connection;

  HttpAgent(Dialer dialer, Clients clients) {
    this.dialer = dialer;
    this.request = Request.of(clients);
    this.keeps = clients.kind() != ClientKind.FRESH;
    this.isUseless = clients.kind() == ClientKind.IDLE ? Connection::isStale : any -> false;
  }

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    Connection current = connection();
    try {
      current.send(request);
      Response response = current.receive(request);
      if (!keeps || !response.keepsAlive()) {
        close();
      }
      request.check(response.status(), current.pod());
      return current.pod();
    } catch (RequestFailed e) {
      close();
      throw e;
    }
  }

  private Connection connection() throws RequestFailed {
    Connection kept = connection;
    if (kept != null && !isUseless.test(kept)) {
      return kept;
    }
    close();
    Connection fresh = Connection.open(dialer);
    connection = fresh;
    return fresh;
  }

  @Override
  public void close() {
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      kept.close();
    }
  }
}
