package io.lameduck.servlet.undertow;

import io.lameduck.servlet.hidden.Feature;
import io.lameduck.servlet.hidden.Member;
import io.undertow.Undertow;
import io.undertow.Undertow.ListenerInfo;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.framed.AbstractFramedStreamSinkChannel;
import io.undertow.server.protocol.framed.SendFrameHeader;
import io.undertow.server.protocol.http.AlpnOpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2OpenListener;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.ImmediatePooledByteBuffer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/**
 * The members of Undertow, and of XNIO below it, that are needed and not public. Their modules are
 * automatic ones, which are open. Call a method only where its feature is present.
 */
final class Internals {
  /** The addresses it is to listen on, before it does. */
  static final Feature ADDRESSES =
      Feature.of(Configured.class, "a probe port that is a port of the service is not noticed");

  /** The listener that is closed before the connections. */
  static final Feature LISTENERS =
      Feature.of(Channels.class, "listeners stay open until the drain is over");

  /** Which connections there are, and which one a request came by. */
  static final Feature CONNECTIONS =
      Feature.of(
          Connections.class,
          "idle connections stay open until the drain is over, each request counts as a new"
              + " connection, and LAMEDUCK_CONNECTION_MAX_AGE has no effect");

  /** A GOAWAY that leaves all streams open. */
  static final Feature FIRST_GOAWAY =
      Feature.of(
          Frames.class,
          "streams that clients of HTTP/2 open while they are told to leave are refused");

  /** The listener that is emptied before it is closed. */
  static final Feature LAST_CALL =
      Feature.of(
          Queues.class, "clients that wait to be accepted when a listener is closed are reset");

  private static final int GO_AWAY_LENGTH = 8;
  private static final int LAST_OF_ALL_STREAMS = Integer.MAX_VALUE;

  private Internals() {}

  /** What is missing in this Undertow, and what that costs. */
  static List<String> advice() {
    return Stream.of(ADDRESSES, LISTENERS, CONNECTIONS, FIRST_GOAWAY, LAST_CALL)
        .flatMap(feature -> feature.advice().stream())
        .toList();
  }

  /** Of {@link #ADDRESSES}. */
  private static final class Configured {
    static final VarHandle LISTENERS = Member.field(Undertow.class, "listeners", List.class);
    static final Class<?> LISTENER =
        Member.type(Undertow.class, "io.undertow.Undertow$ListenerConfig");
    static final VarHandle HOST = Member.field(LISTENER, "host", String.class);
    static final VarHandle PORT = Member.field(LISTENER, "port", int.class);
  }

  /** Of {@link #LISTENERS}. */
  private static final class Channels {
    static final VarHandle CHANNEL =
        Member.field(ListenerInfo.class, "channel", AcceptingChannel.class);
  }

  /** Of {@link #CONNECTIONS}. */
  private static final class Connections {
    static final VarHandle OPEN_LISTENER =
        Member.field(ListenerInfo.class, "openListener", OpenListener.class);
    static final VarHandle HTTP = Member.field(HttpOpenListener.class, "connections", Set.class);
    static final VarHandle HTTP2 = Member.field(Http2OpenListener.class, "connections", Set.class);
    static final VarHandle PROTOCOLS = Member.field(AlpnOpenListener.class, "listeners", Map.class);
    static final VarHandle PROTOCOL =
        Member.field(
            Member.type(
                AlpnOpenListener.class,
                "io.undertow.server.protocol.http.AlpnOpenListener$ListenerEntry"),
            "listener",
            OpenListener.class);
    static final VarHandle HTTP2_CHANNEL =
        Member.field(Http2ServerConnection.class, "channel", Http2Channel.class);
    static final MethodHandle UNDERLYING =
        Member.method(
            AbstractFramedChannel.class, "getUnderlyingConnection", StreamConnection.class);
  }

  /** Of {@link #FIRST_GOAWAY}. */
  private static final class Frames {
    static final VarHandle HEADER =
        Member.variable(AbstractFramedStreamSinkChannel.class, "header", SendFrameHeader.class);
    static final MethodHandle PING =
        Member.constructor(
            Member.type(
                Http2Channel.class, "io.undertow.protocols.http2.Http2PingStreamSinkChannel"),
            Http2Channel.class,
            byte[].class,
            boolean.class);
  }

  /** Of {@link #LAST_CALL}. */
  private static final class Queues {
    static final Class<?> SECURE =
        Member.type(Undertow.class, "io.undertow.protocols.ssl.UndertowAcceptingSslChannel");
    static final VarHandle TCP = Member.field(SECURE, "tcpServer", AcceptingChannel.class);
    static final Class<?> QUEUED = Member.type(Xnio.class, "org.xnio.nio.QueuedNioTcpServer2");
    static final VarHandle KERNEL = Member.field(QUEUED, "realServer", AcceptingChannel.class);
    static final VarHandle ACCEPTED = Member.field(QUEUED, "acceptQueues", List.class);
    static final VarHandle SERVE = Member.field(QUEUED, "acceptTask", Runnable.class);
    static final VarHandle ACCEPTOR =
        Member.field(
            Member.type(Xnio.class, "org.xnio.nio.NioXnioWorker"),
            "acceptThread",
            XnioIoThread.class);
  }

  /** What it is to listen on; it tells only once it does. */
  static List<String> addresses(Undertow undertow) {
    return ((List<?>) Configured.LISTENERS.get(undertow))
        .stream()
            .map(
                listener ->
                    (String) Configured.HOST.get(listener)
                        + ":"
                        + (int) Configured.PORT.get(listener))
            .toList();
  }

  /** The ports of these addresses. */
  static List<Integer> ports(Undertow undertow) {
    return ((List<?>) Configured.LISTENERS.get(undertow))
        .stream().map(listener -> (int) Configured.PORT.get(listener)).toList();
  }

  /** What accepts connections. */
  static AcceptingChannel<?> channelOf(ListenerInfo listener) {
    return (AcceptingChannel<?>) Channels.CHANNEL.get(listener);
  }

  /** Where those wait whom a listener has not served yet. */
  @SuppressWarnings("unchecked")
  static AcceptQueues acceptQueuesOf(AcceptingChannel<?> listener) {
    Object queued = Queues.SECURE.isInstance(listener) ? Queues.TCP.get(listener) : listener;
    return new AcceptQueues(
        (AcceptingChannel<? extends StreamConnection>) Queues.KERNEL.get(queued),
        (XnioIoThread) Queues.ACCEPTOR.get(listener.getWorker()),
        (List<Queue<StreamConnection>>) Queues.ACCEPTED.get(queued),
        (Runnable) Queues.SERVE.get(queued));
  }

  /** The open connections that speak HTTP/1.1, or did so at first; live. */
  @SuppressWarnings("unchecked")
  static List<Set<HttpServerConnection>> httpConnections(ListenerInfo listener) {
    return openListeners(listener)
        .filter(HttpOpenListener.class::isInstance)
        .map(http -> (Set<HttpServerConnection>) Connections.HTTP.get(http))
        .toList();
  }

  /** The open connections that have agreed on HTTP/2 by ALPN; live. */
  @SuppressWarnings("unchecked")
  static List<Set<Http2Channel>> http2Connections(ListenerInfo listener) {
    return openListeners(listener)
        .filter(Http2OpenListener.class::isInstance)
        .map(http2 -> (Set<Http2Channel>) Connections.HTTP2.get(http2))
        .toList();
  }

  /** The connection of a stream. */
  static Http2Channel channelOf(Http2ServerConnection stream) {
    return (Http2Channel) Connections.HTTP2_CHANNEL.get(stream);
  }

  /** What HTTP/2 is spoken on. */
  static StreamConnection streamOf(Http2Channel http2) {
    return (StreamConnection) Member.call(Connections.UNDERLYING, http2);
  }

  /**
   * Sends a GOAWAY that leaves all streams open. Undertow's own kind of GOAWAY is always the last
   * frame of a connection; so this one takes the place of a PING, which has the same length. On the
   * I/O thread only.
   */
  static void sendFirstGoAway(Http2Channel http2) {
    AbstractFramedStreamSinkChannel<?, ?, ?> frame =
        (AbstractFramedStreamSinkChannel<?, ?, ?>)
            Member.make(Frames.PING, http2, new byte[GO_AWAY_LENGTH], false);
    Frames.HEADER.set(frame, new SendFrameHeader(new ImmediatePooledByteBuffer(goAway())));
    try {
      frame.shutdownWrites();
      if (!frame.flush()) {
        frame
            .getWriteSetter()
            .set(ChannelListeners.flushingChannelListener(null, (sink, failure) -> {}));
        frame.resumeWrites();
      }
    } catch (IOException e) {
      IoUtils.safeClose(http2); // the client is gone
    }
  }

  private static ByteBuffer goAway() {
    return ByteBuffer.allocate(9 + GO_AWAY_LENGTH)
        .putInt((GO_AWAY_LENGTH << 8) | 0x07)
        .put((byte) 0)
        .putInt(0)
        .putInt(LAST_OF_ALL_STREAMS)
        .putInt(Http2Channel.ERROR_NO_ERROR)
        .flip();
  }

  /** Those of all protocols: where there is a choice, the first one only makes it. */
  private static Stream<OpenListener> openListeners(ListenerInfo listener) {
    OpenListener first = (OpenListener) Connections.OPEN_LISTENER.get(listener);
    if (!(first instanceof AlpnOpenListener)) {
      return Stream.of(first);
    }
    return ((Map<?, ?>) Connections.PROTOCOLS.get(first))
        .values().stream().map(entry -> (OpenListener) Connections.PROTOCOL.get(entry)).distinct();
  }
}
