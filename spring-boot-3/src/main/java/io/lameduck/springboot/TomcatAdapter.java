package io.lameduck.springboot;

import io.lameduck.servlet.tomcat.TomcatServer;
import io.lameduck.spi.Server;
import java.util.Optional;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;

/** Tomcat can be watched from outside once it runs. */
final class TomcatAdapter implements ServerAdapter {
  @Override
  public Optional<Server> adapt(WebServer server) {
    return server instanceof TomcatWebServer tomcat
        ? Optional.of(TomcatServer.of(tomcat.getTomcat()))
        : Optional.empty();
  }
}
