package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.WebServer;

/** The web servers that have been started, that of a management port of its own included. */
final class WebServers implements ServerSource {
  private static final Logger log = LoggerFactory.getLogger(WebServers.class);

  private final ObjectProvider<ServerAdapter> adapters;
  private final List<WebServer> started = new ArrayList<>();

  WebServers(ObjectProvider<ServerAdapter> adapters) {
    this.adapters = adapters;
  }

  void add(WebServer server) {
    started.add(server);
  }

  @Override
  public List<Server> servers() {
    return started.stream().flatMap(server -> adapt(server).stream()).toList();
  }

  private Optional<Server> adapt(WebServer server) {
    Optional<Server> adapted =
        adapters.orderedStream().flatMap(adapter -> adapter.adapt(server).stream()).findFirst();
    if (adapted.isEmpty()) {
      log.warn(
          "{} is not drained: its requests are cut when the service ends (expected: Tomcat,"
              + " Jetty, Reactor Netty, or Undertow with servlets)",
          server.getClass().getName());
    }
    return adapted;
  }
}
