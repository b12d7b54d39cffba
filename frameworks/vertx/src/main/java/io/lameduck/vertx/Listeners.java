package io.lameduck.vertx;

import io.lameduck.netty.NettyServer;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a Vert.x. They come and go with its verticles, before the service is started and
 * after.
 */
final class Listeners {
  private final Map<ServerChannel, NettyServer> servers = new ConcurrentHashMap<>();
  private @Nullable ServerContext service;
  private boolean draining;

  /**
   * One that is about to be registered and bound.
   *
   * @throws IllegalStateException in the drain, which Vert.x hands to whoever listens
   */
  synchronized void add(ServerChannel listener) {
    if (draining) {
      listener.unsafe().closeForcibly(); // it is registered nowhere
      throw new IllegalStateException("the service is shutting down: it opens no listener");
    }
    NettyServer server = NettyServer.of(listener).insertingHandlers();
    servers.put(listener, server);
    listener.closeFuture().addListener(closed -> remove(listener));
    if (service != null) {
      start(server, service);
    }
  }

  /** Unless it is the drain that has closed it: it has connections that are still served. */
  private synchronized void remove(ServerChannel listener) {
    if (!draining) {
      servers.remove(listener);
    }
  }

  synchronized void start(ServerContext context) {
    service = context;
    servers.values().forEach(server -> start(server, context));
  }

  private static void start(NettyServer server, ServerContext context) {
    try {
      server.start(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it opens nothing
    }
  }

  void stopAccepting() {
    Collection<NettyServer> all;
    synchronized (this) {
      draining = true;
      all = all();
    }
    all.forEach(Server::stopAccepting);
  }

  List<NettyServer> all() {
    return List.copyOf(servers.values());
  }

  Set<Integer> ports() {
    return servers.values().stream()
        .flatMap(server -> server.ports().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
