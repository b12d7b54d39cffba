package io.lameduck.servlet.tomcat;

import io.lameduck.servlet.hidden.Feature;
import io.lameduck.servlet.hidden.Member;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The members of Tomcat that are needed and not public. They are the same in 10.1 and 11, whose
 * modules are open. Call a method only where its feature is present.
 */
final class Internals {
  /** Which connections there are, what each of them does, and which one a request came by. */
  static final Feature CONNECTIONS =
      Feature.of(
          Connections.class,
          "idle connections stay open until the drain is over, clients that wait to be accepted when"
              + " a listener is closed are reset, each request counts as a new connection, and"
              + " LAMEDUCK_CONNECTION_MAX_AGE has no effect");

  /** The end of a connection of HTTP/1.1, announced just before the head of a response is sent. */
  static final Feature LAST_WORD =
      Feature.of(
          Responses.class,
          "the response to a request that was in flight before the shutdown does not announce that"
              + " its connection ends, and none does for LAMEDUCK_CONNECTION_MAX_AGE");

  /** The listener that is emptied before it is closed. */
  static final Feature LAST_CALL =
      Feature.of(
          Listeners.class, "clients that wait to be accepted when a listener is closed are reset");

  private Internals() {}

  /** What is missing in this Tomcat, and what that costs. */
  static List<String> advice() {
    return Stream.of(CONNECTIONS, LAST_WORD, LAST_CALL)
        .flatMap(feature -> feature.advice().stream())
        .toList();
  }

  /** Of {@link #CONNECTIONS}. */
  private static final class Connections {
    static final MethodHandle ENDPOINT =
        Member.method(AbstractProtocol.class, "getEndpoint", AbstractEndpoint.class);
    static final MethodHandle LOCK = Member.method(SocketWrapperBase.class, "getLock", Lock.class);
    static final VarHandle SOCKET =
        Member.field(AbstractProcessor.class, "socketWrapper", SocketWrapperBase.class);
    static final VarHandle REQUEST_HOOK = Member.field(Request.class, "hook", ActionHook.class);
    static final Class<?> STREAM =
        Member.type(AbstractProtocol.class, "org.apache.coyote.http2.StreamProcessor");
    static final VarHandle HANDLER =
        Member.field(STREAM, "handler", InternalHttpUpgradeHandler.class);
    static final Class<?> HTTP2 =
        Member.type(AbstractProtocol.class, "org.apache.coyote.http2.Http2UpgradeHandler");
    static final VarHandle STREAMS =
        Member.field(HTTP2, "activeRemoteStreamCount", AtomicInteger.class);
    static final VarHandle LAST_STREAM = Member.field(HTTP2, "maxProcessedStreamId", int.class);
  }

  /** Of {@link #LAST_WORD}. */
  private static final class Responses {
    static final VarHandle HOOK = Member.variable(Response.class, "hook", ActionHook.class);
    static final VarHandle KEEP_ALIVE =
        Member.variable(Http11Processor.class, "keepAlive", boolean.class);
  }

  /** Of {@link #LAST_CALL}. */
  private static final class Listeners {
    static final VarHandle LISTENER =
        Member.variable(NioEndpoint.class, "serverSock", ServerSocketChannel.class);
  }

  /** The connections of a protocol. */
  static AbstractEndpoint<?, ?> endpointOf(AbstractProtocol<?> protocol) {
    return (AbstractEndpoint<?, ?>) Member.call(Connections.ENDPOINT, protocol);
  }

  /**
   * What Tomcat holds while it deals with a connection; public, of one type in 10.1, another in 11.
   */
  static Lock lockOf(SocketWrapperBase<?> socket) {
    return (Lock) Member.call(Connections.LOCK, socket);
  }

  /** What an endpoint accepts connections from, or null if it is not bound. */
  static @Nullable ServerSocketChannel listenerOf(NioEndpoint endpoint) {
    return (ServerSocketChannel) Listeners.LISTENER.getVolatile(endpoint);
  }

  /** Has an endpoint accept its next connections from somewhere else. */
  static void acceptFrom(NioEndpoint endpoint, ServerSocketChannel listener) {
    Listeners.LISTENER.setVolatile(endpoint, listener);
  }

  /** The connection of a request. */
  static SocketWrapperBase<?> socketOf(Request request) {
    return (SocketWrapperBase<?>)
        Connections.SOCKET.getVolatile(Connections.REQUEST_HOOK.getVolatile(request));
  }

  /** What deals with the connection of a request, if that is a stream of HTTP/2. */
  static Optional<InternalHttpUpgradeHandler> http2Of(Request request) {
    Object processor = Connections.REQUEST_HOOK.getVolatile(request);
    return Connections.STREAM.isInstance(processor)
        ? Optional.of((InternalHttpUpgradeHandler) Connections.HANDLER.get(processor))
        : Optional.empty();
  }

  /** What a response calls to be sent. */
  static ActionHook hook(Response response) {
    return (ActionHook) Responses.HOOK.getVolatile(response);
  }

  /** Puts something before what a response calls to be sent. */
  static void hook(Response response, ActionHook hook) {
    Responses.HOOK.setVolatile(response, hook);
  }

  /**
   * Makes the response of this moment the last of its connection, and say so if it has not been
   * sent. A header would do, too; but then Tomcat sends a response of unknown length without
   * chunks, and the client cannot tell whether it is complete.
   */
  static void endConnection(Http11Processor processor) {
    Responses.KEEP_ALIVE.setVolatile(processor, false);
  }

  /** Whether this deals with a connection of HTTP/2; a WebSocket has another one. */
  static boolean isHttp2(HttpUpgradeHandler handler) {
    return Connections.HTTP2.isInstance(handler);
  }

  /** Whether a connection of HTTP/2 has a stream whose response is not complete. */
  static boolean hasStreams(HttpUpgradeHandler http2) {
    return ((AtomicInteger) Connections.STREAMS.get(http2)).get() > 0;
  }

  /** The number of the last stream that the client of HTTP/2 has opened, or 0. */
  static int lastStream(HttpUpgradeHandler http2) {
    return (int) Connections.LAST_STREAM.getVolatile(http2);
  }
}
