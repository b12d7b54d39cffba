package io.lameduck.servlet;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Serves nothing. A container initializes it after the filters and all servlets that are loaded on
 * the start (Jakarta Servlet, {@code ServletRegistration.Dynamic.setLoadOnStartup}): from then on
 * the web application can serve.
 */
final class LastServlet extends GenericServlet {
  private static final long serialVersionUID = 1;

  private volatile boolean initialized;

  /** Adds it to a web application that is being started. */
  static LastServlet addTo(ServletContext application) {
    LastServlet servlet = new LastServlet();
    application.addServlet("lameduck-last", servlet).setLoadOnStartup(Integer.MAX_VALUE);
    return servlet;
  }

  boolean isInitialized() {
    return initialized;
  }

  @Override
  public void init() {
    initialized = true;
  }

  /** Never called: no path leads here. */
  @Override
  public void service(ServletRequest request, ServletResponse response) {}
}
