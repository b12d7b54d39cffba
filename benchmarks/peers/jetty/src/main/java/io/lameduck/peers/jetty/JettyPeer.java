package io.lameduck.peers.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A service on Jetty's own handlers that lets Jetty wait for its requests. */
public final class JettyPeer extends Handler.Abstract {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  public static void main(String[] args) throws Exception {
    Server server = new Server(new QueuedThreadPool(200));
    ServerConnector connector = new ServerConnector(server);
    connector.setPort(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
    server.addConnector(connector);
    // Programming Guide, HTTP Server, GracefulHandler: needs a stopTimeout, and answers what comes
    // after the stop with 503, /ready too.
    server.setHandler(new GracefulHandler(new JettyPeer()));
    server.setStopTimeout(20_000);
    server.setStopAtShutdown(true);
    server.start();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    switch (Request.getPathInContext(request)) {
      case "/slow" -> Thread.sleep(millis(request));
      case "/ready" -> {}
      default -> Content.Source.asInputStream(request).readAllBytes();
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    response.write(true, ByteBuffer.wrap(KIBIBYTE), callback);
    return true;
  }

  private static long millis(Request request) throws Exception {
    String millis = Request.getParameters(request).getValue("ms");
    return millis == null ? 1000 : Long.parseLong(millis);
  }
}
