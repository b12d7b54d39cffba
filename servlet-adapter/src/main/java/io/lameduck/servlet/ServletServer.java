package io.lameduck.servlet;

import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * Drains a web application in a container that belongs to somebody else: probes are answered,
 * requests are waited for, responses of a lame duck ask the client to leave. The adapter does not
 * own the connector: new connections are accepted until the container ends, idle ones are not
 * closed, and what hangs is not cut. For an embedded Tomcat, Jetty or Undertow there are adapters
 * that do.
 *
 * <pre>{@code
 * @WebListener
 * public final class Startup implements ServletContextListener {
 *   public void contextInitialized(ServletContextEvent event) {
 *     Lameduck.builder().serve(ServletServer.of(event.getServletContext())).start();
 *   }
 * }
 * }</pre>
 *
 * <p>{@link LameduckInitializer} does the same without a line of code.
 *
 * @since 0.1.0
 */
public final class ServletServer implements Server {
  private final ServletContext application;
  private final Wiring wiring;

  private ServletServer(ServletContext application) {
    this.application = application;
    this.wiring = Wiring.of(application);
  }

  /** The adapter of a web application that is being started. */
  public static ServletServer of(ServletContext application) {
    Objects.requireNonNull(application, "application");
    return new ServletServer(application);
  }

  @Override
  public String name() {
    String path = application.getContextPath();
    return "servlets " + (path.isEmpty() ? "/" : path);
  }

  /**
   * Adds the filter in front of all others, and the servlet for the probes, unless {@code web.xml}
   * has them.
   *
   * @throws IllegalStateException if the web application has been started and has no filter, has a
   *     service already, or uses the path of a probe
   */
  @Override
  public void start(ServerContext context) {
    if (wiring.service() != null) {
      throw new IllegalStateException(
          name()
              + " has a service already (expected: one; start your own, or leave it to"
              + " LameduckInitializer, which the context parameter "
              + LameduckInitializer.ENABLED
              + "=false turns off)");
    }
    addFilter();
    context.probes().ifPresent(this::addServlet);
    wiring.begin(context);
  }

  /** Does nothing: the connector is the container's. */
  @Override
  public void stopAccepting() {}

  /** Does nothing: the container goes on. */
  @Override
  public void close() {}

  private void addFilter() {
    if (wiring.hasFilter() || isRegistered(LameduckFilter.class)) {
      return;
    }
    FilterRegistration.Dynamic filter = application.addFilter("lameduck", new LameduckFilter());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private boolean isRegistered(Class<?> type) {
    return application.getFilterRegistrations().values().stream()
            .anyMatch(filter -> type.getName().equals(filter.getClassName()))
        || application.getServletRegistrations().values().stream()
            .anyMatch(servlet -> type.getName().equals(servlet.getClassName()));
  }

  private void addServlet(Probes probes) {
    if (isRegistered(ProbeServlet.class)) {
      return;
    }
    ProbePaths paths = probes.paths();
    ServletRegistration.Dynamic servlet =
        application.addServlet("lameduck-probes", new ProbeServlet());
    servlet.setAsyncSupported(true);
    for (String path : List.of(paths.alive(), paths.ready(), paths.started())) {
      if (!servlet.addMapping(path, path + "/*").isEmpty()) {
        throw new IllegalStateException(
            path
                + " has a servlet already (expected: free for the probe; set"
                + " LAMEDUCK_PROBE_PREFIX, LAMEDUCK_PROBE_PORT, or another path)");
      }
    }
  }
}
