package io.lameduck.peers.helidon;

import io.helidon.config.Config;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/** A service on Helidon SE, configured by {@code application.yaml}, each request on a thread. */
public final class HelidonPeer {
  private static final String KIBIBYTE = "hello, world! \n\n".repeat(64);

  private HelidonPeer() {}

  public static void main(String[] args) {
    WebServer.builder()
        .config(Config.create().get("server"))
        .routing(HelidonPeer::route)
        .build()
        .start();
  }

  private static void route(HttpRouting.Builder routing) {
    routing
        .get("/", (request, response) -> response.send(KIBIBYTE))
        .post("/", HelidonPeer::post)
        .get("/slow", HelidonPeer::slow);
  }

  private static void post(ServerRequest request, ServerResponse response) throws IOException {
    response.send(request.content().inputStream().readAllBytes().length + "\n");
  }

  private static void slow(ServerRequest request, ServerResponse response) throws Exception {
    Thread.sleep(request.query().first("ms").asInt().orElse(1000));
    response.send(KIBIBYTE);
  }
}
