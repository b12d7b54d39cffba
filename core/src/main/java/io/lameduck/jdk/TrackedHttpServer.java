package io.lameduck.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An HTTP server whose requests can be seen; in all else the one it wraps. */
final class TrackedHttpServer extends HttpServer implements Tracked {
  private final HttpServer delegate;
  private final Tracking tracking;

  private TrackedHttpServer(HttpServer delegate) {
    this.delegate = delegate;
    this.tracking = new Tracking(delegate);
  }

  static HttpServer of(HttpServer server) {
    return server instanceof Tracked ? server : new TrackedHttpServer(server);
  }

  @Override
  public Tracking tracking() {
    return tracking;
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    return tracking.createContext(this, path, Objects.requireNonNull(handler));
  }

  @Override
  public HttpContext createContext(String path) {
    return tracking.createContext(this, path, null);
  }

  @Override
  public void removeContext(String path) {
    tracking.removeContext(path);
  }

  @Override
  public void removeContext(HttpContext context) {
    tracking.removeContext(context);
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) throws IOException {
    delegate.bind(address, backlog);
  }

  @Override
  public void start() {
    tracking.start();
  }

  @Override
  public void stop(int delay) {
    delegate.stop(delay);
  }

  @Override
  public void setExecutor(@Nullable Executor executor) {
    tracking.setExecutor(executor);
  }

  @Override
  public @Nullable Executor getExecutor() {
    return tracking.getExecutor();
  }

  @Override
  public InetSocketAddress getAddress() {
    return delegate.getAddress();
  }
}
