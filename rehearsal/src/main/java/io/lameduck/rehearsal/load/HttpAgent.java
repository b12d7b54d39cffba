package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.util.function.Predicate;

/**
 * Asks over HTTP/1.1, on a connection it keeps or not. It is trusted until the server announces its
 * end: what kept-alive clients send into a connection that was closed without a word is lost, as a
 * POST would be. Only idle clients look first whether the server has hung up, as connection pools
 * do after a pause.
 */
final class HttpAgent implements UserAgent {
  private final KeptConnection connection;
  private final Request any;
  private final boolean keeps;
  private final Predicate<Connection> isUseless;

  HttpAgent(Dialer dialer, Clients clients) {
    this.connection = new KeptConnection(dialer, clients);
    this.any = Request.of(clients);
    this.keeps = clients.kind() != ClientKind.FRESH && clients.kind() != ClientKind.BURST;
    this.isUseless = clients.kind() == ClientKind.IDLE ? Connection::isStale : any -> false;
  }

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    Connection current = connection.get(isUseless);
    Request request = any.numbered();
    try {
      current.send(request);
      Response response = current.receive(request);
      if (!keeps || !response.keepsAlive()) {
        close();
      }
      String pod = response.podOr(current.pod());
      request.check(response.status(), response.bodyStart(), pod);
      return pod;
    } catch (RequestFailed e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
