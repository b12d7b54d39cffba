package io.lameduck.servlet;

import io.lameduck.spi.Route;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A web application: servlets that may be asynchronous, by path, and what its start calls. It also
 * echoes WebSockets at {@code /ws}.
 */
public record Application(
    Map<String, HttpServlet> servlets, List<ServletContainerInitializer> initializers) {

  /** Serves what the contract wants. */
  public static Application of(List<Route> routes) {
    return of(routes.stream().collect(Collectors.toMap(Route::path, RouteServlet::new)));
  }

  /** Serves with these. */
  public static Application of(Map<String, HttpServlet> servlets) {
    return new Application(servlets, List.of());
  }

  /** The same with one initializer more. */
  public Application with(ServletContainerInitializer initializer) {
    List<ServletContainerInitializer> more = new ArrayList<>(initializers);
    more.add(initializer);
    return new Application(servlets, List.copyOf(more));
  }
}
