package io.lameduck.springboot;

import io.lameduck.netty.NettyServer;
import io.lameduck.spi.Server;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reactor.netty.http.server.HttpServer;

/**
 * Reactor Netty keeps its listener to itself, but for a callback when it is bound. That may come a
 * moment after the server is said to run.
 */
final class ReactorListeners {
  private static final long PATIENCE_SECONDS = 5;

  private final Queue<CompletableFuture<Optional<Server>>> bound = new ConcurrentLinkedQueue<>();

  /** The callback comes before the first connection does. */
  HttpServer watch(HttpServer server) {
    CompletableFuture<Optional<Server>> watched = new CompletableFuture<>();
    bound.add(watched);
    return server.doOnBound(listener -> watched.complete(of(listener.channel())));
  }

  /** Not of HTTP/3, whose connections have no channels of their own. */
  private static Optional<Server> of(Channel listener) {
    return listener instanceof ServerChannel
        ? Optional.of(NettyServer.of(listener).insertingHandlers())
        : Optional.empty();
  }

  /** What drains the server at such a port; one that listens on no port says -1. */
  Optional<Server> at(int port) {
    return bound.stream()
        .flatMap(ReactorListeners::whenBound)
        .filter(server -> isAt(port, server))
        .findFirst();
  }

  /** Nothing of one that is not to be drained, or that somebody else's customizer has replaced. */
  private static Stream<Server> whenBound(CompletableFuture<Optional<Server>> server) {
    try {
      return server.get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream();
    } catch (TimeoutException | ExecutionException e) {
      return Stream.empty(); // for which there is a warning
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  private static boolean isAt(int port, Server server) {
    return port < 0 ? server.ports().isEmpty() : server.ports().contains(port);
  }
}
