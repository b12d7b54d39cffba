package io.lameduck.javalin;

import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
import io.lameduck.spi.WebSocketContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What a server owes to its service, by the handlers of a Javalin. */
class JavalinDrainTest {
  @Nested
  class OverHttp extends DrainContract {
    private JavalinServer javalin;

    @Override
    protected Server server(List<Route> routes) {
      javalin = JavalinServer.of(routes);
      return javalin;
    }

    @Override
    protected int port() {
      return javalin.port();
    }

    @Override
    protected void ended() {
      javalin.stop();
    }
  }

  @Nested
  class OverWebSocket extends WebSocketContract {
    private JavalinServer javalin;

    @Override
    protected Server server(List<Route> routes) {
      javalin =
          JavalinServer.of(
              config ->
                  config.routes.ws("/ws", ws -> ws.onMessage(ctx -> ctx.send(ctx.message()))));
      return javalin;
    }

    @Override
    protected int port() {
      return javalin.port();
    }

    @Override
    protected void ended() {
      javalin.stop();
    }
  }
}
