package io.lameduck.springboot;

import io.lameduck.netty.NettyServer;
import io.lameduck.spi.Server;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import reactor.netty.http.server.HttpServer;

/**
 * Reactor Netty keeps its listener to itself, but for a callback when it is bound. That may come a
 * moment after the server is said to run.
 */
final class ReactorNettyAdapter
    implements ServerAdapter, WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {
  private static final long PATIENCE_SECONDS = 10;

  private final Queue<CompletableFuture<Channel>> listeners = new ConcurrentLinkedQueue<>();

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(this::noteListener);
  }

  private HttpServer noteListener(HttpServer server) {
    CompletableFuture<Channel> listener = new CompletableFuture<>();
    listeners.add(listener);
    return server.doOnBound(bound -> listener.complete(bound.channel()));
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public Optional<Server> adapt(WebServer server) {
    return server instanceof NettyWebServer
        ? listeners.stream()
            .map(ReactorNettyAdapter::await)
            .filter(listener -> port(listener) == server.getPort())
            .findFirst()
            .map(listener -> NettyServer.of(listener).insertingHandlers())
        : Optional.empty();
  }

  /** All that were customized have been started by now, or the application has failed. */
  private static Channel await(CompletableFuture<Channel> listener) {
    return listener.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** As a web server has it that listens on no port. */
  private static int port(Channel listener) {
    return listener.localAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
  }
}
