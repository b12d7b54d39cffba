package io.lameduck.springboot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Lets the adapters change what makes a web server. */
final class FactoryCustomizer implements WebServerFactoryCustomizer<WebServerFactory>, Ordered {
  private final ObjectProvider<ServerAdapter> adapters;

  FactoryCustomizer(ObjectProvider<ServerAdapter> adapters) {
    this.adapters = adapters;
  }

  @Override
  public void customize(WebServerFactory factory) {
    adapters.orderedStream().forEach(adapter -> adapter.prepare(factory));
  }

  /** Behind those of others, which may add connectors and handlers. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
