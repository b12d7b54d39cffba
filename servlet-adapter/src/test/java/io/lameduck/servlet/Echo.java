package io.lameduck.servlet;

import io.lameduck.spi.ForeignCloseHandlers;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

/** A WebSocket that answers every message with the same; its last one says what its end does. */
public final class Echo extends Endpoint {
  private volatile String last = "";

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.addMessageHandler(
        String.class,
        (MessageHandler.Whole<String>)
            message -> {
              last = message;
              session.getAsyncRemote().sendText(message);
            });
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    ForeignCloseHandlers.run(last);
  }
}
