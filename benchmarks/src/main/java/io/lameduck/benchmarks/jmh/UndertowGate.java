package io.lameduck.benchmarks.jmh;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Undertow's handler that counts requests, around one that does nothing. */
final class UndertowGate {
  private static final VarHandle LISTENERS = listeners();

  private final GracefulShutdownHandler handler = new GracefulShutdownHandler(exchange -> {});
  private final ExchangeCompletionListener end;

  UndertowGate() throws ReflectiveOperationException {
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(GracefulShutdownHandler.class, MethodHandles.lookup());
    Class<?> listener =
        inside.findClass(GracefulShutdownHandler.class.getName() + "$GracefulShutdownListener");
    end =
        (ExchangeCompletionListener)
            inside.findVarHandle(GracefulShutdownHandler.class, "listener", listener).get(handler);
  }

  /** An exchange for {@link #enterAndLeave}, for one thread. */
  static HttpServerExchange exchange() {
    return new HttpServerExchange(null);
  }

  /** As for an exchange that is new, and then complete. */
  void enterAndLeave(HttpServerExchange exchange) throws Exception {
    handler.handleRequest(exchange);
    end.exchangeEvent(exchange, () -> {});
    LISTENERS.set(exchange, 0);
  }

  private static VarHandle listeners() {
    try {
      return MethodHandles.privateLookupIn(HttpServerExchange.class, MethodHandles.lookup())
          .findVarHandle(HttpServerExchange.class, "exchangeCompletionListenersCount", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
