package io.lameduck.netty;

import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.StaggeredClose;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drains servers made of Netty 4.1 or 4.2, whatever their transport: HTTP/1.1, HTTP/2, WebSocket.
 *
 * <pre>{@code
 * bootstrap.childHandler(new ChannelInitializer<>() {
 *   protected void initChannel(Channel channel) {
 *     channel.pipeline().addLast(new HttpServerCodec(), new HttpDrainHandler(), new Orders());
 *   }
 * });
 * Lameduck.builder()
 *     .serve(NettyServer.of(bootstrap, new InetSocketAddress(8080)))
 *     .closeLast("event loops", () -> group.shutdownGracefully(0, 1, SECONDS).sync())
 *     .start();
 * }</pre>
 *
 * <p>The handlers of a connection find the server by themselves: {@link HttpDrainHandler} belongs
 * behind the codec of HTTP/1.1, {@link Http2DrainHandler} behind the one of HTTP/2. A connection
 * that has neither is taken for idle. The event loops stay their owner's.
 *
 * @since 0.1.0
 */
public final class NettyServer implements Server {
  private static final Duration WEB_SOCKET_LIMIT = Duration.ofSeconds(5);

  private final Listeners listeners;
  private final Connections connections;
  private @Nullable StaggeredClose endings;
  private @Nullable IdleSweep sweep;

  private NettyServer(Listeners listeners, Connections connections) {
    this.listeners = listeners;
    this.connections = connections;
  }

  /**
   * The server of listeners that their owner has bound, or binds before the library starts the
   * server: one that has been handed over before it is bound misses no connection.
   */
  public static NettyServer of(Channel listener, Channel... more) {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(more, "more");
    Connections connections = new Connections(WEB_SOCKET_LIMIT);
    List<Channel> all = Stream.concat(Stream.of(listener), Stream.of(more)).toList();
    all.forEach(connections::watch);
    return new NettyServer(Listeners.bound(all), connections);
  }

  /**
   * A server whose listeners are bound when the library starts it, which fails where one cannot be.
   * To be preferred: no connection comes before it can be served.
   */
  public static NettyServer of(
      ServerBootstrap bootstrap, SocketAddress address, SocketAddress... more) {
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(more, "more");
    List<SocketAddress> all = Stream.concat(Stream.of(address), Stream.of(more)).toList();
    return new NettyServer(Listeners.of(bootstrap.clone(), all), new Connections(WEB_SOCKET_LIMIT));
  }

  /**
   * Sets how long the client of a WebSocket may take to answer the close frame; five seconds by
   * default. Returns this server.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public NettyServer withWebSocketLimit(Duration limit) {
    Objects.requireNonNull(limit, "limit");
    if (limit.isNegative()) {
      throw new IllegalArgumentException("web socket limit: " + limit + " (expected: >= PT0S)");
    }
    connections.webSocketLimit(limit);
    return this;
  }

  /**
   * Returns this server, made fit for pipelines that somebody else builds, such as a framework:
   * from now on each new connection is given the drain handlers that it lacks, behind the codec of
   * HTTP/1.1, in one piece or in two, or behind {@code Http2FrameCodec}. Any other {@code
   * Http2ConnectionHandler} is drained by a frame listener before its own. Streams of HTTP/2 do not
   * hear of a {@link DrainEvent} then.
   *
   * <pre>{@code
   * DisposableServer bound = HttpServer.create().port(8080).bindNow(); // of Reactor Netty
   * builder.serve(NettyServer.of(bound.channel()).insertingHandlers());
   * }</pre>
   */
  public NettyServer insertingHandlers() {
    connections.insertHandlers();
    return this;
  }

  /** Where it listens; before it has been started, where it is going to. */
  public List<SocketAddress> addresses() {
    return listeners.addresses();
  }

  @Override
  public String name() {
    return addresses().stream()
        .map(NettyServer::show)
        .collect(Collectors.joining(", ", "netty ", ""));
  }

  @Override
  public Set<Integer> ports() {
    return addresses().stream()
        .filter(InetSocketAddress.class::isInstance)
        .map(address -> ((InetSocketAddress) address).getPort())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void start(ServerContext context) throws IOException {
    connections.begin(context);
    listeners.open(connections::watch);
  }

  @Override
  public void lameDuck() {
    connections.lameDuck();
  }

  @Override
  public boolean congested() {
    return Congestion.of(connections.channels());
  }

  @Override
  public void stopAccepting() {
    listeners.close();
    connections.draining();
  }

  @Override
  public void closeIdle(Duration linger) {
    endings = new StaggeredClose(linger, connections::endings).start();
    sweep = new IdleSweep(linger, connections::open).start();
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(connections.count());
  }

  @Override
  public void close() {
    if (endings != null) {
      endings.close();
    }
    if (sweep != null) {
      sweep.close();
    }
    listeners.close();
    connections.cut();
  }

  private static String show(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? ":" + inet.getPort() : address.toString();
  }
}
