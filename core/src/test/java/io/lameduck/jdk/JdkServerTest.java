package io.lameduck.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The JDK's server over HTTP. */
class JdkServerTest extends DrainContract {
  private final ExecutorService threads = QuietThreads.pool(30);
  private HttpServer server;

  @Override
  protected Server server(List<Route> routes) throws Exception {
    server = create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setExecutor(threads);
    routes.forEach(route -> server.createContext(route.path(), handler(route)));
    return JdkServer.of(server);
  }

  @Override
  protected int port() {
    return server.getAddress().getPort();
  }

  HttpServer create(InetSocketAddress address) throws Exception {
    return HttpServer.create(address, 0);
  }

  @Override
  protected void ended() {
    threads.shutdownNow();
  }

  private HttpHandler handler(Route route) {
    return exchange -> {
      if (route.async()) {
        threads.submit(() -> serve(route, exchange));
      } else {
        serve(route, exchange);
      }
    };
  }

  static boolean serve(Route route, HttpExchange exchange) throws IOException {
    try {
      route.action().serve(new JdkCall(exchange));
      return true;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
