package io.lameduck.servlet.undertow;

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
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * The things of Undertow that are needed and not public. Everything that is reached by reflection
 * is here; Undertow is an automatic module, which is open.
 */
final class Internals {
  private static final int GO_AWAY_LENGTH = 8;
  private static final int LAST_OF_ALL_STREAMS = Integer.MAX_VALUE;

  private static final Field CHANNEL = field(ListenerInfo.class, "channel");
  private static final Field OPEN_LISTENER = field(ListenerInfo.class, "openListener");
  private static final Field LISTENERS = field(Undertow.class, "listeners");
  private static final Field HTTP = field(HttpOpenListener.class, "connections");
  private static final Field HTTP2 = field(Http2OpenListener.class, "connections");
  private static final Field ALPN = field(AlpnOpenListener.class, "listeners");
  private static final Field HTTP2_CHANNEL = field(Http2ServerConnection.class, "channel");
  private static final Field FRAME = field(AbstractFramedStreamSinkChannel.class, "header");
  private static final Method UNDERLYING = underlying();
  private static final Constructor<?> PING = ping();

  private Internals() {}

  /** What it is to listen on; it tells only once it does. */
  static List<String> addresses(Undertow undertow) {
    return ((List<?>) get(LISTENERS, undertow))
        .stream()
            .map(
                listener ->
                    get(field(listener.getClass(), "host"), listener)
                        + ":"
                        + get(field(listener.getClass(), "port"), listener))
            .toList();
  }

  /** What accepts connections. */
  static AcceptingChannel<?> channelOf(ListenerInfo listener) {
    return (AcceptingChannel<?>) get(CHANNEL, listener);
  }

  /** The open connections that speak HTTP/1.1, or did so at first; live. */
  @SuppressWarnings("unchecked")
  static List<Set<HttpServerConnection>> httpConnections(ListenerInfo listener) {
    return openListeners(listener)
        .filter(HttpOpenListener.class::isInstance)
        .map(http -> (Set<HttpServerConnection>) get(HTTP, http))
        .toList();
  }

  /** The open connections that have agreed on HTTP/2 by ALPN; live. */
  @SuppressWarnings("unchecked")
  static List<Set<Http2Channel>> http2Connections(ListenerInfo listener) {
    return openListeners(listener)
        .filter(Http2OpenListener.class::isInstance)
        .map(http2 -> (Set<Http2Channel>) get(HTTP2, http2))
        .toList();
  }

  /** The connection of a stream. */
  static Http2Channel channelOf(Http2ServerConnection stream) {
    return (Http2Channel) get(HTTP2_CHANNEL, stream);
  }

  /** What HTTP/2 is spoken on. */
  static StreamConnection streamOf(Http2Channel http2) {
    return (StreamConnection) call(() -> UNDERLYING.invoke(http2));
  }

  /**
   * Sends a GOAWAY that leaves all streams open. Undertow's own kind of GOAWAY is always the last
   * frame of a connection; so this one takes the place of a PING, which has the same length. On the
   * I/O thread only.
   */
  static void sendFirstGoAway(Http2Channel http2) {
    AbstractFramedStreamSinkChannel<?, ?, ?> frame =
        (AbstractFramedStreamSinkChannel<?, ?, ?>)
            call(() -> PING.newInstance(http2, new byte[GO_AWAY_LENGTH], false));
    call(
        () -> {
          FRAME.set(frame, new SendFrameHeader(new ImmediatePooledByteBuffer(goAway())));
          return http2;
        });
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
    OpenListener first = (OpenListener) get(OPEN_LISTENER, listener);
    if (!(first instanceof AlpnOpenListener)) {
      return Stream.of(first);
    }
    return ((Map<?, ?>) get(ALPN, first))
        .values().stream()
            .map(entry -> (OpenListener) get(field(entry.getClass(), "listener"), entry))
            .distinct();
  }

  /** A step of reflection. */
  @FunctionalInterface
  private interface Step {
    Object run() throws ReflectiveOperationException;
  }

  private static Object get(Field field, Object of) {
    return call(() -> field.get(of));
  }

  private static Object call(Step step) {
    try {
      return step.run();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Undertow is not like 2.3: " + e, e);
    }
  }

  private static Field field(Class<?> type, String name) {
    return (Field) call(() -> opened(type.getDeclaredField(name)));
  }

  private static Method underlying() {
    return (Method)
        call(
            () -> opened(AbstractFramedChannel.class.getDeclaredMethod("getUnderlyingConnection")));
  }

  private static Constructor<?> ping() {
    String name = "io.undertow.protocols.http2.Http2PingStreamSinkChannel";
    return (Constructor<?>)
        call(
            () ->
                opened(
                    Class.forName(name)
                        .getDeclaredConstructor(Http2Channel.class, byte[].class, boolean.class)));
  }

  private static <T extends AccessibleObject> T opened(T member) {
    member.setAccessible(true);
    return member;
  }
}
