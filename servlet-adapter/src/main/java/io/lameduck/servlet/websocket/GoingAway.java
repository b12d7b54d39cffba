package io.lameduck.servlet.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Closes a WebSocket with 1001, "going away", unless it has been closed.
 *
 * @param session of the servlet API, whose library is present where a session is
 */
public record GoingAway(Session session) implements Runnable {
  private static final CloseReason REASON =
      new CloseReason(CloseCodes.GOING_AWAY, "the server is shutting down");

  @Override
  public void run() {
    try {
      if (session.isOpen()) {
        session.close(REASON);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
