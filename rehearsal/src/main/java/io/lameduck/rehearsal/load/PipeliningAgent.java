package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Clients;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends several requests at once, and takes one answer each time it is asked. What was sent behind
 * an answer that announces the end of the connection goes unanswered by right (RFC 9112, 9.6): it
 * is asked again elsewhere, and is no failure.
 */
final class PipeliningAgent implements UserAgent {
  private static final int AT_ONCE = 3;

  private final KeptConnection connection;
  private final Request any;
  private final Deque<Request> unanswered = new ArrayDeque<>(AT_ONCE);

  PipeliningAgent(Dialer dialer, Clients clients) {
    this.connection = new KeptConnection(dialer, clients);
    this.any = Request.of(clients);
  }

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    if (!connection.isOpen()) {
      unanswered.clear();
    }
    Connection current = connection.get(any -> false);
    try {
      sendIfAnswered(current);
      Request request = unanswered.remove();
      Response response = current.receive(request);
      if (!response.keepsAlive()) {
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

  private void sendIfAnswered(Connection current) throws RequestFailed, InterruptedException {
    if (unanswered.isEmpty()) {
      for (int i = 0; i < AT_ONCE; i++) {
        Request request = any.numbered();
        current.send(request);
        unanswered.add(request);
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
