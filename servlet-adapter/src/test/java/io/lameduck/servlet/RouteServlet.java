package io.lameduck.servlet;

import io.lameduck.spi.Route;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one route of the contract, on the container's thread or on one of its own. */
public final class RouteServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient ExecutorService threads =
      Executors.newCachedThreadPool(RouteServlet::daemon);
  private final transient Route route;

  public RouteServlet(Route route) {
    this.route = route;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (route.async()) {
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      threads.execute(() -> serveAndComplete(async));
    } else {
      serve(new ServletCall(request, response));
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }

  private void serveAndComplete(AsyncContext async) {
    try {
      serve(
          new ServletCall(
              (HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse()));
    } catch (ServletException | IOException e) {
      throw new IllegalStateException(e);
    } finally {
      async.complete();
    }
  }

  private void serve(ServletCall call) throws ServletException, IOException {
    try {
      route.action().serve(call);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "async");
    thread.setDaemon(true);
    return thread;
  }
}
