package io.lameduck.examples.vertx;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The routes of all examples. */
final class HelloVerticle extends VerticleBase {
  private static final Buffer KIBIBYTE = Buffer.buffer("hello, world! \n\n".repeat(64));

  @Override
  public Future<HttpServer> start() {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    return vertx
        .createHttpServer()
        .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
        .requestHandler(routes())
        .listen(port);
  }

  private Router routes() {
    Router router = Router.router(vertx);
    router.get("/").handler(context -> context.response().end(KIBIBYTE));
    router.post("/").handler(BodyHandler.create(false)).handler(HelloVerticle::length);
    router.get("/slow").handler(this::slow);
    router.get("/stream").handler(this::stream);
    return router;
  }

  private static void length(RoutingContext context) {
    Buffer body = context.body().buffer();
    context.response().end((body == null ? 0 : body.length()) + "\n");
  }

  /** Waits without a thread. */
  private void slow(RoutingContext context) {
    vertx.timer(number(context, "ms", 1000)).onSuccess(over -> context.response().end(KIBIBYTE));
  }

  private void stream(RoutingContext context) {
    context.response().setChunked(true);
    stream(context.response(), number(context, "ms", 100), number(context, "n", 10));
  }

  private void stream(HttpServerResponse response, int millis, int left) {
    if (left == 0) {
      response.end();
    } else {
      vertx
          .timer(millis)
          .compose(over -> response.write(KIBIBYTE))
          .onSuccess(written -> stream(response, millis, left - 1));
    }
  }

  private static int number(RoutingContext context, String name, int otherwise) {
    return context.queryParam(name).stream().findFirst().map(Integer::parseInt).orElse(otherwise);
  }
}
