package io.lameduck.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import io.lameduck.Ticket;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, from before its first filter until its chain of filters has returned and its
 * response is complete, whichever comes last: a handler may leave the answer to another thread.
 * Then the ticket is given back. Before there is a service to count it for, it has no ticket.
 */
final class TrackedRequest implements Supplier<String> {
  private static final int HANDLED = 1;
  private static final int ANSWERED = 2;
  private static final int DONE = HANDLED | ANSWERED;
  private static final VarHandle PROGRESS = progress();

  private final HttpExchange exchange;
  private final @Nullable ServerContext service;
  private final Tracking tracking;
  private final InetSocketAddress client;
  private final ResponseBody responseBody;
  private @Nullable Ticket ticket;
  private volatile @Nullable HttpPrincipal principal;
  private volatile boolean lastOfConnection;

  @SuppressWarnings("UnusedVariable") // through PROGRESS
  private volatile int progress;

  TrackedRequest(HttpExchange exchange, @Nullable ServerContext service, Tracking tracking) {
    this.exchange = exchange;
    this.service = service;
    this.tracking = tracking;
    this.client = exchange.getRemoteAddress();
    this.responseBody = new ResponseBody(exchange.getResponseBody(), this);
    exchange.setStreams(new RequestBody(exchange.getRequestBody(), this), responseBody);
  }

  /** Takes the ticket, or returns false where the drain is over. */
  boolean enter() {
    if (service == null) {
      return true;
    }
    ticket =
        service.isLameDuck() && isHealthCheck()
            ? service.tryEnterHealthCheck(this)
            : service.inFlight().tryEnter(this);
    HandOver.entered();
    if (ticket != null && tracking.seen().first(client.getAddress().hashCode(), client.getPort())) {
      firstOfConnection(service);
    }
    return ticket != null;
  }

  private void firstOfConnection(ServerContext service) {
    if (isHealthCheck()) {
      tracking.seen().forget(client.getAddress().hashCode(), client.getPort());
    } else {
      service.connected(client.getAddress());
    }
  }

  private boolean isHealthCheck() {
    return HealthChecker.sent(
        exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("User-Agent"));
  }

  /** The exchange as filters and handlers are to see it. */
  HttpExchange exchange(TrackedContext context) {
    TrackedExchange tracked = new TrackedExchange(exchange, this, context);
    return exchange instanceof HttpsExchange secure
        ? new TrackedHttpsExchange(secure, tracked)
        : tracked;
  }

  /** What it is, for whoever waits for it. */
  @Override
  public String get() {
    String target = exchange.getRequestURI().toString();
    return new RequestDescription(exchange.getRequestMethod(), target).get();
  }

  void authenticated(HttpPrincipal principal) {
    this.principal = principal;
  }

  @Nullable HttpPrincipal principal() {
    return principal;
  }

  /** Sends the head of the response: the last moment to announce the end of the connection. */
  void sendHead(int status, long length) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    if (isLameDuck() || isOfAnOldConnection()) {
      headers.set("Connection", "close");
    }
    lastOfConnection = closes(headers) || closes(exchange.getRequestHeaders());
    send(status, length);
    if (hasNoBody(status, length)) {
      responseBody.expectNothing();
      answered();
    } else if (length > 0) {
      responseBody.expect(length);
    }
  }

  /** The response is complete. */
  void answered() {
    progress(ANSWERED);
  }

  /** The response never will be complete, and nothing more comes on this connection. */
  void failed() {
    lastOfConnection |= (progress & ANSWERED) == 0;
    progress(ANSWERED);
  }

  /** The handler has closed the exchange: with a response, or the connection without one. */
  void closed() {
    if (exchange.getResponseCode() < 0) {
      failed();
    } else {
      answered();
    }
  }

  /**
   * The chain of filters has ended.
   *
   * @param returned false if it threw, whereupon the JDK's server closes the connection unless it
   *     has been answered
   */
  void handled(boolean returned) {
    if (!returned) {
      failed();
    }
    progress(HANDLED);
  }

  private void send(int status, long length) throws IOException {
    try {
      exchange.sendResponseHeaders(status, length);
    } catch (IOException e) {
      failed();
      throw e;
    }
  }

  private void progress(int step) {
    int before = (int) PROGRESS.getAndBitwiseOr(this, step);
    if (before != DONE && (before | step) == DONE) {
      finish();
    }
  }

  private void finish() {
    if (lastOfConnection) {
      tracking.seen().forget(client.getAddress().hashCode(), client.getPort());
    }
    if (service != null && isLameDuck() && (!lastOfConnection || tracking.requestsMayWait())) {
      service.becameIdle(); // before the ticket is given back, or the drain might be over
    }
    if (ticket != null) {
      ticket.close();
    }
  }

  private boolean isLameDuck() {
    return service != null && service.isLameDuck();
  }

  private boolean isOfAnOldConnection() {
    return ticket != null
        && tracking.seen().isOld(client.getAddress().hashCode(), client.getPort());
  }

  private boolean hasNoBody(int status, long length) {
    return length == -1
        || exchange.getRequestMethod().equals("HEAD")
        || status < 200
        || status == 204
        || status == 304;
  }

  private static VarHandle progress() {
    try {
      return MethodHandles.lookup().findVarHandle(TrackedRequest.class, "progress", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static boolean closes(Headers headers) {
    return "close".equalsIgnoreCase(headers.getFirst("Connection"));
  }
}
