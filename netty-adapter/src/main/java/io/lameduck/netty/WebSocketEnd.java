package io.lameduck.netty;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How a WebSocket ends: it is told in the drain that the server goes away, unless its own handler
 * has told it something by then, and closed when the client has answered that, or its time for that
 * is over (RFC 6455, section 7).
 */
final class WebSocketEnd implements WatchedConnection.Protocol {
  private boolean told;

  /** It may be silent for hours, and is not idle. */
  @Override
  public boolean mayBeIdle() {
    return false;
  }

  @Override
  public void closeIdle(WatchedConnection connection) {}

  @Override
  public boolean isEndless() {
    return true;
  }

  @Override
  public void end(WatchedConnection connection) {
    if (!told) {
      // From the very end of the pipeline, so that all handlers know.
      connection
          .channel()
          .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      told(connection);
    }
  }

  /** A close frame is on its way to the client, whoever has written it. */
  void told(WatchedConnection connection) {
    if (!told) {
      told = true;
      Future<?> unused =
          connection
              .channel()
              .eventLoop()
              .schedule(
                  connection::cut, // its handlers would wait for a client that does not read
                  connection.connections().webSocketLimit().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  /** Whether this is the client's answer, with which the connection ends. */
  boolean isAnsweredBy(Object message) {
    return told && message instanceof CloseWebSocketFrame;
  }

  /** Whether it must not be sent any more. */
  boolean forbids(Object message) {
    return told && message instanceof WebSocketFrame;
  }
}
