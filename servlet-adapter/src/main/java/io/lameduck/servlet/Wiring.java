package io.lameduck.servlet;

import io.lameduck.spi.ServerContext;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * What joins the filter and the probe servlet of one web application to its service, whichever of
 * them is there first.
 */
final class Wiring {
  private static final String ATTRIBUTE = Wiring.class.getName();

  private volatile @Nullable ServerContext service;
  private volatile boolean filtered;

  private Wiring() {}

  /** The wiring of a web application. */
  static Wiring of(ServletContext application) {
    synchronized (application) {
      if (application.getAttribute(ATTRIBUTE) instanceof Wiring wiring) {
        return wiring;
      }
      Wiring wiring = new Wiring();
      application.setAttribute(ATTRIBUTE, wiring);
      return wiring;
    }
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  /** The service, once it has been started. */
  @Nullable ServerContext service() {
    return service;
  }

  /** There is a filter. */
  void filter() {
    filtered = true;
  }

  boolean hasFilter() {
    return filtered;
  }
}
