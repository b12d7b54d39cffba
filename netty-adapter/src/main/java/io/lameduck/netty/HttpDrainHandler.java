package io.lameduck.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;
import static io.netty.handler.codec.http.HttpHeaderNames.USER_AGENT;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;
import static io.netty.handler.codec.http.HttpHeaderValues.WEBSOCKET;

import io.lameduck.spi.ServerContext;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ticket for each request of a connection that speaks HTTP/1.1, until its response has been
 * written out, and answers the probes. While the service is a lame duck, or when the connection is
 * beyond its maximum age, the last response says {@code Connection: close}, and then the connection
 * is closed. A request behind that response, or behind a probe, is not handed on (RFC 9112, section
 * 9.6).
 *
 * <p>Belongs right behind {@code HttpServerCodec}, on the event loop, one for each connection.
 * Handlers behind it may answer from any thread, in the order of the requests. Work that goes on
 * after the response, or after the client is gone, takes a ticket of its own: {@link
 * io.lameduck.InFlight#wrap}. A connection that has become a WebSocket is sent a close frame in the
 * drain (1001, "going away").
 *
 * @since 0.1.0
 */
public final class HttpDrainHandler extends ChannelDuplexHandler {
  private final Deque<Exchange> exchanges = new ArrayDeque<>(2);
  private @Nullable WatchedConnection connection;
  private @Nullable WebSocketEnd webSocket;
  private @Nullable HttpRequest head;
  private boolean receiving;
  private boolean wanted = true;
  private boolean interim;
  private boolean upgraded;
  private Last last = Last.NOT_READ;

  /** The last exchange of the connection. No request behind it is begun. */
  private enum Last {
    NOT_READ,
    READ,
    ANNOUNCED,
    WRITTEN
  }

  /** A handler for one connection. */
  public HttpDrainHandler() {}

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    connection = Connections.connectionOf(ctx.channel());
    if (connection != null) {
      connection.speaks(WatchedConnection::close);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent && connection != null) {
      connection.advanced();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (upgraded) {
      readUpgraded(ctx, message);
      return;
    }
    if (message instanceof HttpRequest request && request != head) {
      head = request; // some send it through the pipeline once more, when that is complete
      receiving = true;
      wanted = last == Last.NOT_READ && begin(ctx, request);
    }
    boolean complete = message instanceof LastHttpContent;
    if (wanted) {
      ctx.fireChannelRead(message);
    } else {
      drop(ctx, message, complete);
    }
    if (complete) {
      received(ctx);
    }
  }

  /**
   * Drops what the handlers behind do not see. They do not ask for the rest either, so this does.
   */
  private static void drop(ChannelHandlerContext ctx, Object message, boolean complete) {
    ReferenceCountUtil.release(message);
    if (!complete && !ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
  }

  /** Whether the handlers behind are to see the request. */
  private boolean begin(ChannelHandlerContext ctx, HttpRequest request) {
    ServerContext service = connection == null ? null : connection.service();
    if (connection == null || service == null) {
      exchanges.add(Exchange.uncounted(request.method().name()));
      return true;
    }
    if (request.decoderResult().isFailure()) {
      return true; // the last one, to be refused or ignored: neither is worth waiting for
    }
    String method = request.method().name();
    String userAgent = connection.mindsWho(service) ? request.headers().get(USER_AGENT) : null;
    Exchange counted = Exchange.of(service, connection, method, request.uri(), userAgent);
    Exchange exchange = counted == null ? Exchange.refused(method) : counted;
    exchanges.add(exchange);
    if (exchange.probe() == null) {
      return true;
    }
    last = Last.READ;
    answerProbe(ctx);
    return false;
  }

  /** The request is complete. A handler that has it hears of what began before it came. */
  private void received(ChannelHandlerContext ctx) {
    receiving = false;
    head = null;
    DrainEvent begun = wanted && connection != null ? connection.hasBegun() : null;
    if (begun != null) {
      ctx.fireUserEventTriggered(begun);
    }
    closeAfterTheLast(ctx);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (upgraded) {
      writeUpgraded(ctx, message, promise);
      return;
    }
    if (message instanceof HttpResponse response) {
      interim = isInterim(response);
      if (!interim) {
        begin(response);
      }
    }
    if (!interim && (upgraded || message instanceof LastHttpContent)) {
      end(ctx, message, promise.unvoid());
    } else {
      ctx.write(message, promise);
    }
  }

  private static boolean isInterim(HttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
  }

  /** The last moment before the head is sent. */
  private void begin(HttpResponse response) {
    Exchange exchange = exchanges.peek();
    if (exchange != null && exchange.upgradedBy(response)) {
      upgraded = true;
      if (response.headers().containsValue(UPGRADE, WEBSOCKET, true)) {
        webSocket = new WebSocketEnd();
      }
    } else if (isLast()) {
      response.headers().set(CONNECTION, CLOSE);
      last = Last.ANNOUNCED;
    }
  }

  /**
   * Not while another request waits behind: it is answered first, as it may not be safe to repeat.
   */
  private boolean isLast() {
    return connection != null && connection.isToLeave() && exchanges.size() == 1;
  }

  /**
   * The last part of a response: the request is over when that has been written out. What was sent
   * behind an upgrade belongs to the new protocol, and has no response.
   */
  private void end(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Exchange exchange = exchanges.poll();
    if (upgraded) {
      giveBack();
    }
    boolean theLast = last == Last.ANNOUNCED; // asked now: one ahead of it may be written later
    promise.addListener(written -> ended(ctx, exchange, theLast));
    ctx.write(message, promise);
    answerProbe(ctx);
  }

  private void ended(ChannelHandlerContext ctx, @Nullable Exchange exchange, boolean theLast) {
    if (upgraded) {
      upgraded();
      afterThisTurn(ctx, () -> takenOver(ctx, exchange));
    } else if (exchange != null) {
      exchange.end();
    }
    if (theLast) {
      last = Last.WRITTEN;
      closeAfterTheLast(ctx);
    }
  }

  /** By then the new protocol has its codec, and that its first stream. */
  private static void afterThisTurn(ChannelHandlerContext ctx, Runnable step) {
    try {
      ctx.executor().execute(step);
    } catch (RejectedExecutionException e) {
      step.run(); // the event loop has ended, and the connection with it
    }
  }

  /** What has asked for HTTP/2 is in flight until what it asked for is. */
  private static void takenOver(ChannelHandlerContext ctx, @Nullable Exchange exchange) {
    HandlerInsertion.upgraded(ctx.pipeline());
    if (exchange != null) {
      exchange.end();
    }
  }

  private void upgraded() {
    WatchedConnection.Protocol end = webSocket;
    if (end != null && connection != null) {
      connection.speaks(end);
    }
  }

  /** A client that still sends would take an early close for a failure, and not see the answer. */
  private void closeAfterTheLast(ChannelHandlerContext ctx) {
    if (last == Last.WRITTEN && !receiving) {
      ctx.close();
    }
  }

  /** A probe brings a connection of its own, as a rule, so there is no use in keeping it. */
  private void answerProbe(ChannelHandlerContext ctx) {
    Exchange first = exchanges.peek();
    if (first != null && first.probe() != null) {
      exchanges.remove();
      last = Last.ANNOUNCED;
      ctx.writeAndFlush(ProbeResponses.http1(first.probe()))
          .addListener(written -> ended(ctx, null, true));
    }
  }

  private void readUpgraded(ChannelHandlerContext ctx, Object message) {
    if (webSocket != null && webSocket.isAnsweredBy(message)) {
      ReferenceCountUtil.release(message);
      ctx.close();
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private void writeUpgraded(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (webSocket != null && webSocket.forbids(message)) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (webSocket != null && message instanceof CloseWebSocketFrame) {
      closes(webSocket);
    }
    ctx.write(message, promise);
  }

  /** In the drain, the close frame of a handler behind takes the place of the library's. */
  private void closes(WebSocketEnd webSocket) {
    if (connection != null && connection.isDraining()) {
      webSocket.told(connection);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    giveBack();
  }

  /** The client is gone: nothing here can tell whether anybody still works for it. */
  private void giveBack() {
    exchanges.forEach(Exchange::end);
    exchanges.clear();
  }
}
