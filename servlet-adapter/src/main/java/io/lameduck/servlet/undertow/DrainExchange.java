package io.lameduck.servlet.undertow;

import io.lameduck.Ticket;
import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.spi.ServerContext;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request with its response: holds the ticket until the response is complete and the calls to
 * the handlers have returned, which may go on after their answer. Handlers are called on an I/O
 * thread, and then on the threads that they are dispatched to, through this executor unless they
 * choose another one.
 */
final class DrainExchange implements ExchangeCompletionListener, ResponseCommitListener, Executor {
  private static final int THE_FIRST_CALL_AND_THE_RESPONSE = 2;

  private final ServerContext service;
  private final Ticket ticket;
  private final @Nullable WatchedConnection connection;
  private final WebSockets webSockets;
  private final AtomicInteger pending = new AtomicInteger(THE_FIRST_CALL_AND_THE_RESPONSE);
  private Executor threads = Runnable::run;

  DrainExchange(
      ServerContext service,
      Ticket ticket,
      @Nullable WatchedConnection connection,
      WebSockets webSockets) {
    this.service = service;
    this.ticket = ticket;
    this.connection = connection;
    this.webSockets = webSockets;
  }

  void begin(HttpServerExchange exchange) {
    if (connection != null) {
      connection.used(service, exchange);
      connection.begin();
    } else if (!Internals.CONNECTIONS.isPresent() && !DrainHandler.isHealthCheck(exchange)) {
      service.connected(ClientAddress.of(exchange.getConnection().getPeerAddress()));
    }
    threads = exchange.getConnection().getWorker();
    exchange.setDispatchExecutor(this);
    exchange.addExchangeCompleteListener(this);
    if (exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
      goAway();
    } else {
      exchange.addResponseCommitListener(this);
    }
  }

  /** The call on the I/O thread has returned, and left the request to another thread or not. */
  void callEnded() {
    ended();
  }

  @Override
  public void execute(Runnable call) {
    if (pending.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      threads.execute(call); // of the next request of the connection
      return;
    }
    try {
      threads.execute(() -> run(call));
    } catch (RuntimeException | Error e) {
      ended(); // there is no thread for it
      throw e;
    }
  }

  private void run(Runnable call) {
    try {
      call.run();
    } finally {
      ended();
    }
  }

  /** The last moment before the head of the response is sent. */
  @Override
  public void beforeCommit(HttpServerExchange exchange) {
    if (isToLeave() && exchange.isPersistent() && !exchange.isUpgrade()) {
      exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
      exchange.setPersistent(false);
      keepChunks(exchange);
    }
  }

  /**
   * On a connection that ends Undertow sends a response of unknown length without chunks, and the
   * client cannot tell whether it is complete. So it is asked for them.
   */
  private static void keepChunks(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    if (exchange.isHttp11()
        && !headers.contains(Headers.CONTENT_LENGTH)
        && !headers.contains(Headers.TRANSFER_ENCODING)) {
      headers.put(Headers.TRANSFER_ENCODING, "chunked");
    }
  }

  /** The response is complete. */
  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener others) {
    if (exchange.isUpgrade()) {
      webSockets.remember(exchange);
    }
    ended();
    others.proceed();
  }

  private void ended() {
    if (pending.decrementAndGet() == 0) {
      if (connection != null) {
        connection.end();
        goAway();
      }
      ticket.close();
    }
  }

  private void goAway() {
    if (connection != null && connection.isToLeave(service)) {
      connection.announceTheEnd();
    }
  }

  private boolean isToLeave() {
    return connection == null ? service.isLameDuck() : connection.isToLeave(service);
  }
}
