package io.lameduck.examples.micronaut;

import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import org.reactivestreams.Publisher;

/** Answers each message with itself. */
@ServerWebSocket("/ws")
final class EchoSocket {
  @OnMessage
  Publisher<String> echo(String message, WebSocketSession session) {
    return session.send(message);
  }
}
