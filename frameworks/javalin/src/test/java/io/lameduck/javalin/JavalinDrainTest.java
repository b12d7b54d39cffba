package io.lameduck.javalin;

import io.javalin.websocket.WsContext;
import io.lameduck.spi.CloseHandlerContract;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.ForeignCloseHandlers;
import io.lameduck.spi.Route;
import io.lameduck.spi.Server;
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
  class OverWebSocket extends CloseHandlerContract {
    private JavalinServer javalin;

    @Override
    protected Server server(List<Route> routes) {
      javalin =
          JavalinServer.of(
              config ->
                  config.routes.ws(
                      "/ws",
                      ws -> {
                        ws.onMessage(
                            ctx -> {
                              ctx.attribute("last", ctx.message());
                              ctx.send(ctx.message());
                            });
                        ws.onClose(ctx -> ForeignCloseHandlers.run(lastOf(ctx)));
                      }));
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

    private String lastOf(WsContext socket) {
      String last = socket.attribute("last");
      return last == null ? "" : last;
    }
  }
}
