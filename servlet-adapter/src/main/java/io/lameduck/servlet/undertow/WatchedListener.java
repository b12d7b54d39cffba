package io.lameduck.servlet.undertow;

import io.undertow.Undertow.ListenerInfo;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * A listener with the connections that it has opened.
 *
 * @param close closes it, and its connections are served on; nothing where that cannot be done,
 *     since {@link ListenerInfo#suspend} closes the connections, too
 * @param http those that speak HTTP/1.1, or did so at first
 * @param http2 those that agreed on HTTP/2 while TLS was set up
 */
record WatchedListener(
    String name,
    Runnable close,
    List<Set<HttpServerConnection>> http,
    List<Set<Http2Channel>> http2) {

  static WatchedListener of(ListenerInfo info) {
    String name = info.getProtcol() + " :" + port(info);
    return Internals.CONNECTIONS.isPresent()
        ? new WatchedListener(
            name, closeOf(info), Internals.httpConnections(info), Internals.http2Connections(info))
        : new WatchedListener(name, closeOf(info), List.of(), List.of());
  }

  static int port(ListenerInfo info) {
    return ((InetSocketAddress) info.getAddress()).getPort();
  }

  private static Runnable closeOf(ListenerInfo info) {
    if (!Internals.LISTENERS.isPresent()) {
      return () -> {};
    }
    AcceptingChannel<?> channel = Internals.channelOf(info);
    return () -> LastCall.on(channel);
  }

  long connections() {
    return Stream.concat(http.stream(), http2.stream()).mapToLong(Set::size).sum();
  }

  /** What the connections run on, whatever they speak by now. */
  Stream<StreamConnection> streams() {
    return Stream.concat(
        http.stream().flatMap(Set::stream).map(HttpServerConnection::getChannel),
        http2.stream().flatMap(Set::stream).map(Internals::streamOf));
  }

  /** Closes all connections, whatever they do. */
  void cut() {
    streams().forEach(IoUtils::safeClose);
  }
}
