package io.lameduck.servlet;

import io.lameduck.internal.adapter.SeenConnections;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What joins the filter and the probe servlet of one web application to its service, whichever of
 * them is there first.
 */
final class Wiring {
  private static final String ATTRIBUTE = Wiring.class.getName();

  /** Longer than any container keeps an idle connection by default. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  private volatile SeenConnections seen = new SeenConnections(FORGOTTEN, ConnectionAge.unlimited());
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
    this.seen = new SeenConnections(FORGOTTEN, service.connectionAge());
    this.service = service;
  }

  /** The service, once it has been started. */
  @Nullable ServerContext service() {
    return service;
  }

  /** The connections on which a request has come lately. */
  SeenConnections seen() {
    return seen;
  }

  /** There is a filter. */
  void filter() {
    filtered = true;
  }

  boolean hasFilter() {
    return filtered;
  }
}
