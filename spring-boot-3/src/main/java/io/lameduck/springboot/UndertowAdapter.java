package io.lameduck.springboot;

import io.lameduck.servlet.undertow.UndertowServer;
import io.lameduck.spi.Server;
import io.undertow.Undertow;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServer;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactory;

/**
 * Undertow's handlers cannot be changed once it is built, and Spring Boot lets nobody change its
 * root: the nearest to it is the first of a servlet deployment, which a WebFlux application has
 * not.
 */
final class UndertowAdapter implements ServerAdapter {
  @Override
  public void prepare(WebServerFactory factory) {
    if (factory instanceof UndertowServletWebServerFactory undertow) {
      undertow.addDeploymentInfoCustomizers(
          deployment -> deployment.addInitialHandlerChainWrapper(new Drain()));
    }
  }

  @Override
  public Optional<Server> adapt(WebServer server) {
    return server instanceof UndertowServletWebServer undertow
        ? drainOf(undertow).flatMap(drain -> drain.of(undertow.getUndertow()))
        : Optional.empty();
  }

  private static Optional<Drain> drainOf(UndertowServletWebServer server) {
    return server
        .getDeploymentManager()
        .getDeployment()
        .getDeploymentInfo()
        .getInitialHandlerChainWrappers()
        .stream()
        .filter(Drain.class::isInstance)
        .map(Drain.class::cast)
        .findFirst();
  }

  /** Keeps what it has put into the one deployment that it is made for. */
  private static final class Drain implements HandlerWrapper {
    private final AtomicReference<HttpHandler> draining = new AtomicReference<>();

    @Override
    public HttpHandler wrap(HttpHandler next) {
      HttpHandler wrapped = UndertowServer.draining(next);
      draining.set(wrapped);
      return wrapped;
    }

    /** Of an Undertow that has not been started nothing is known. */
    Optional<Server> of(Undertow undertow) {
      HttpHandler wrapped = draining.get();
      return undertow == null || wrapped == null
          ? Optional.empty()
          : Optional.of(UndertowServer.of(undertow, wrapped));
    }
  }
}
