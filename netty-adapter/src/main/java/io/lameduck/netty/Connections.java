package io.lameduck.netty;

import io.lameduck.spi.ServerContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server, each from the moment it is accepted: one that never says a word, or
 * never finishes its TLS handshake, must neither escape the drain nor hold it up.
 */
@ChannelHandler.Sharable
final class Connections extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<Connections> OF_LISTENER =
      AttributeKey.valueOf(Connections.class, "ofListener");
  private static final AttributeKey<WatchedConnection> OF_CONNECTION =
      AttributeKey.valueOf(Connections.class, "ofConnection");

  private final Set<WatchedConnection> all = ConcurrentHashMap.newKeySet();
  private volatile Duration webSocketLimit;
  private volatile boolean inserting;
  private volatile @Nullable ServerContext service;
  private volatile boolean draining;

  Connections(Duration webSocketLimit) {
    this.webSocketLimit = webSocketLimit;
  }

  void webSocketLimit(Duration limit) {
    webSocketLimit = limit;
  }

  /** From now on its connections are given what they need; else they are warned of. */
  void insertHandlers() {
    inserting = true;
  }

  Duration webSocketLimit() {
    return webSocketLimit;
  }

  /** The connection that a handler serves, or null where its listener is not watched. */
  static @Nullable WatchedConnection connectionOf(Channel channel) {
    WatchedConnection known = channel.attr(OF_CONNECTION).get();
    if (known != null || channel.parent() == null) {
      return known;
    }
    Connections connections = channel.parent().attr(OF_LISTENER).get();
    return connections == null ? null : connections.add(channel);
  }

  /** From now on its connections are seen. */
  void watch(Channel listener) {
    listener.attr(OF_LISTENER).set(this);
    listener.pipeline().addFirst(this); // before the one that hands them to their event loops
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  @Nullable ServerContext service() {
    return service;
  }

  boolean isDraining() {
    return draining;
  }

  /** A listener has accepted a connection. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Channel accepted) {
      add(accepted);
      if (inserting) {
        HandlerInsertion.begin(accepted);
      }
      DrainHandlerCheck.begin(ctx.channel(), accepted);
    }
    ctx.fireChannelRead(message);
    if (message instanceof Channel refused && !refused.isOpen()) {
      WatchedConnection connection = refused.attr(OF_CONNECTION).get();
      all.remove(connection); // whoever refuses one by force tells nobody that it is closed
    }
  }

  /** Those that are open; Netty tells nobody of one that no event loop would take. */
  Set<WatchedConnection> open() {
    all.removeIf(connection -> !connection.isOpen());
    return all;
  }

  List<Channel> channels() {
    return open().stream().map(WatchedConnection::channel).toList();
  }

  long count() {
    return all.size();
  }

  void lameDuck() {
    all.forEach(connection -> connection.tell(DrainEvent.LAME_DUCK));
  }

  void draining() {
    draining = true;
    all.forEach(WatchedConnection::watchReads);
    all.forEach(connection -> connection.tell(DrainEvent.DRAINING));
  }

  /** One for each connection that would never end by itself. */
  List<Runnable> endings() {
    return open().stream()
        .filter(WatchedConnection::isEndless)
        .<Runnable>map(connection -> connection::endEndless)
        .toList();
  }

  void cut() {
    all.forEach(WatchedConnection::cut);
  }

  private WatchedConnection add(Channel accepted) {
    WatchedConnection connection = new WatchedConnection(this, accepted);
    WatchedConnection known = accepted.attr(OF_CONNECTION).setIfAbsent(connection);
    if (known != null) {
      return known;
    }
    all.add(connection);
    if (draining) {
      connection.watchReads();
    }
    accepted.closeFuture().addListener(closed -> remove(connection));
    return connection;
  }

  private void remove(WatchedConnection connection) {
    all.remove(connection);
    ServerContext service = this.service;
    if (service != null) {
      service.changed();
    }
  }
}
