package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.Optional;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.embedded.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/** Reactor Netty has to be watched from before it listens. */
final class ReactorNettyAdapter implements ServerAdapter {
  private final ReactorListeners listeners = new ReactorListeners();

  @Override
  public void prepare(WebServerFactory factory) {
    if (factory instanceof NettyReactiveWebServerFactory netty) {
      netty.addServerCustomizers(listeners::watch);
    }
  }

  @Override
  public Optional<Server> adapt(WebServer server) {
    return server instanceof NettyWebServer ? listeners.at(server.getPort()) : Optional.empty();
  }
}
