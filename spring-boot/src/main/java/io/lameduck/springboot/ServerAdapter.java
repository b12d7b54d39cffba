package io.lameduck.springboot;

import io.lameduck.spi.Server;
import java.util.Optional;
import org.springframework.boot.web.server.WebServer;

/** Knows how one kind of web server is drained. */
@FunctionalInterface
interface ServerAdapter {
  /** What drains a web server that has been started; empty if it is of another kind. */
  Optional<Server> adapt(WebServer server);
}
