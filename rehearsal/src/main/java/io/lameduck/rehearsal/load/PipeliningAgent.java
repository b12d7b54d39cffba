package io.lameduck.rehearsal.load;

/**
 * Sends several requests at once, and takes one answer each time it is asked. What was sent behind
 * an answer that announces the end of the connection goes unanswered by right (RFC 9112, 9.6): it
 * is asked again elsewhere, and is no failure.
 */
final class PipeliningAgent implements UserAgent {
  private static final int AT_ONCE = 3;

  private final KeptConnection connection;
  private final Request request;
  private int unanswered;

  PipeliningAgent(Dialer dialer, Clients clients) {
    this.connection = new KeptConnection(dialer);
    this.request = Request.of(clients);
  }

  @Override
  public String ask() throws RequestFailed, InterruptedException {
    if (!connection.isOpen()) {
      unanswered = 0;
    }
    Connection current = connection.get(any -> false);
    try {
      sendIfAnswered(current);
      Response response = current.receive(request);
      unanswered--;
      if (!response.keepsAlive()) {
        close();
      }
      request.check(response.status(), current.pod());
      return current.pod();
    } catch (RequestFailed e) {
      close();
      throw e;
    }
  }

  private void sendIfAnswered(Connection current) throws InterruptedException {
    if (unanswered == 0) {
      for (int i = 0; i < AT_ONCE; i++) {
        current.send(request);
      }
      unanswered = AT_ONCE;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
