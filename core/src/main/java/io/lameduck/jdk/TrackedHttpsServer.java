package io.lameduck.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An HTTPS server whose requests can be seen; in all else the one it wraps. As {@link HttpsServer}
 * is a class, it can share no more with {@link TrackedHttpServer} than {@link Tracking}.
 */
final class TrackedHttpsServer extends HttpsServer implements Tracked {
  private final HttpsServer delegate;
  private final Tracking tracking;

  private TrackedHttpsServer(HttpsServer delegate) {
    this.delegate = delegate;
    this.tracking = new Tracking(delegate);
  }

  static HttpsServer of(HttpsServer server) {
    return server instanceof Tracked ? server : new TrackedHttpsServer(server);
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

  @Override
  public void setHttpsConfigurator(HttpsConfigurator configurator) {
    delegate.setHttpsConfigurator(configurator);
  }

  @Override
  public HttpsConfigurator getHttpsConfigurator() {
    return delegate.getHttpsConfigurator();
  }
}
