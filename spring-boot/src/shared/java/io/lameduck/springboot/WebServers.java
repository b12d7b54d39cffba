package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;

/** The web servers that have been started, with the application contexts that they belong to. */
final class WebServers implements ServerSource {
  private static final Logger log = LoggerFactory.getLogger(WebServers.class);

  private final ApplicationContext application;
  private final ObjectProvider<ServerAdapter> adapters;
  private final Map<ApplicationContext, WebServer> started = new LinkedHashMap<>();

  WebServers(ApplicationContext application, ObjectProvider<ServerAdapter> adapters) {
    this.application = application;
    this.adapters = adapters;
  }

  void add(ApplicationContext context, WebServer server) {
    started.put(context, server);
  }

  @Override
  public List<Server> servers() {
    return started.entrySet().stream()
        .flatMap(server -> adapt(server.getKey(), server.getValue()).stream())
        .toList();
  }

  private Optional<Server> adapt(ApplicationContext context, WebServer server) {
    Optional<Server> adapted =
        adapters.orderedStream().flatMap(adapter -> adapter.adapt(server).stream()).findFirst();
    if (adapted.isEmpty() && context == application) {
      log.warn(
          "{} is not drained: its requests are cut when the service ends (expected: Tomcat,"
              + " Jetty, Reactor Netty, or Undertow with servlets)",
          server.getClass().getName());
    }
    return adapted;
  }
}
