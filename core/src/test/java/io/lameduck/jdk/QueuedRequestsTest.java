package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.FewThreadsContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Nested;

/** More clients than the JDK's server has threads. */
class QueuedRequestsTest {
  @Nested
  class ForThreads extends Queued {
    @Override
    void giveThreads(HttpServer server, int threads) {
      pool = QuietThreads.pool(threads);
      server.setExecutor(pool);
    }
  }

  @Nested
  class ForTheDispatcher extends Queued {
    @Override
    void giveThreads(HttpServer server, int threads) {}
  }

  private abstract static class Queued extends FewThreadsContract {
    ExecutorService pool = QuietThreads.pool(1);
    private HttpServer server;

    abstract void giveThreads(HttpServer server, int threads);

    @Override
    protected Server server(int threads, List<Route> routes) throws Exception {
      server = HttpServer.create(DrilledServer.freePort(), 0);
      giveThreads(server, threads);
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
    protected boolean closesItsListenerAlone() {
      return false;
    }

    @Override
    protected void ended() {
      pool.shutdownNow();
    }
  }
}
