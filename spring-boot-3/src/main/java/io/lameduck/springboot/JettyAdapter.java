package io.lameduck.springboot;

import io.lameduck.servlet.jetty.JettyServer;
import io.lameduck.spi.Server;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.embedded.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.embedded.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/** Jetty's handlers have to be changed before it is started. */
final class JettyAdapter implements ServerAdapter {
  private final Map<org.eclipse.jetty.server.Server, JettyServer> adapted =
      new ConcurrentHashMap<>();

  @Override
  public void prepare(WebServerFactory factory) {
    if (factory instanceof ConfigurableJettyWebServerFactory ofJetty) {
      ofJetty.addServerCustomizers(jetty -> adapted.put(jetty, JettyServer.of(jetty)));
    }
  }

  @Override
  public Optional<Server> adapt(WebServer server) {
    return server instanceof JettyWebServer jetty
        ? Optional.ofNullable(adapted.get(jetty.getServer()))
        : Optional.empty();
  }
}
