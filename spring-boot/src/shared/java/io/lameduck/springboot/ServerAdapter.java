package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.Optional;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/** Knows how one kind of web server is drained. */
interface ServerAdapter {
  /** Called with each factory before it makes a server, whatever its kind. */
  default void prepare(WebServerFactory factory) {}

  /** What drains a web server that has been started; empty if it is of another kind. */
  Optional<Server> adapt(WebServer server);
}
