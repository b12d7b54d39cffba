package io.lameduck.benchmarks.jmh;

import java.lang.reflect.Proxy;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's handler that counts requests, around one that has answered at once. */
final class JettyGate {
  private final GracefulHandler handler = new GracefulHandler(new Answered());
  private final Request request = stub(Request.class);
  private final Response response = stub(Response.class);

  JettyGate() throws Exception {
    handler.setServer(new Server());
    handler.start();
  }

  boolean enterAndLeave() throws Exception {
    return handler.handle(request, response, Callback.NOOP);
  }

  /** Nothing is asked of it. */
  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
  }

  private static final class Answered extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      callback.succeeded();
      return true;
    }
  }
}
