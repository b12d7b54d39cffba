package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.AfterTheDrainContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The JDK's server when its drain is over. */
class AfterTheDrainTest extends AfterTheDrainContract {
  private final ExecutorService threads = QuietThreads.pool(4);
  private HttpServer server;

  @Override
  protected Server server(List<Route> routes) throws Exception {
    server = HttpServer.create(DrilledServer.freePort(), 0);
    server.setExecutor(threads);
    for (Route route : routes) {
      server.createContext(route.path(), exchange -> JdkServerTest.serve(route, exchange));
    }
    return JdkServer.of(server);
  }

  @Override
  protected int port() {
    return server.getAddress().getPort();
  }

  @Override
  protected void ended() {
    threads.shutdownNow();
  }
}
