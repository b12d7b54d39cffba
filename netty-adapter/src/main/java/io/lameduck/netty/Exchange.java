package io.lameduck.netty;

import io.lameduck.Ticket;
import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that waits for its response. It holds a ticket, unless it is a probe. */
final class Exchange {
  private static final ProbeAnswer DRAINED = Refusal.answer();

  private final String method;
  private final @Nullable ProbeAnswer probe;
  private @Nullable WatchedConnection connection;
  private @Nullable Ticket ticket;

  private Exchange(String method, @Nullable ProbeAnswer probe) {
    this.method = method;
    this.probe = probe;
  }

  /** One that nobody counts, because the service has not been started. */
  static Exchange uncounted(String method) {
    return new Exchange(method, null);
  }

  /** One that comes when the drain is over, and is refused. */
  static Exchange refused(String method) {
    return new Exchange(method, DRAINED);
  }

  /** Finds the answer to a probe or takes a ticket; null where the drain is over. */
  static @Nullable Exchange of(
      ServerContext service,
      WatchedConnection connection,
      String method,
      String target,
      @Nullable CharSequence userAgent) {
    RequestTarget asked = RequestTarget.of(target);
    Optional<ProbeAnswer> probe =
        service.probes().flatMap(probes -> probes.answer(method, asked.path(), asked.query()));
    Exchange exchange = new Exchange(method, probe.orElse(null));
    boolean entered =
        probe.isPresent()
            || exchange.enter(
                service, connection, target, HealthChecker.sent(asked.path(), userAgent));
    return entered ? exchange : null;
  }

  /**
   * A request that was upgraded to HTTP/2 before any drain handler saw it; null where the drain is
   * over.
   */
  static @Nullable Exchange ofUpgrade(ServerContext service, WatchedConnection connection) {
    Exchange exchange = new Exchange("upgrade", null);
    return exchange.enter(service, connection, "to HTTP/2", false) ? exchange : null;
  }

  private boolean enter(
      ServerContext service, WatchedConnection connection, String target, boolean healthCheck) {
    RequestDescription description = new RequestDescription(method, target);
    ticket =
        healthCheck
            ? service.tryEnterHealthCheck(description)
            : service.inFlight().tryEnter(description);
    if (ticket == null) {
      return false;
    }
    this.connection = connection;
    connection.begin();
    if (!healthCheck) {
      connection.used(service);
    }
    return true;
  }

  @Nullable ProbeAnswer probe() {
    return probe;
  }

  /** Whether the connection speaks another protocol from this response on. */
  boolean upgradedBy(HttpResponse response) {
    return response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
        || (method.equals(HttpMethod.CONNECT.name())
            && response.status().codeClass() == HttpStatusClass.SUCCESS);
  }

  /** The response is complete, or there will be none. Only the first time counts. */
  void end() {
    if (ticket != null && connection != null) {
      connection.end();
      ticket.close();
      ticket = null;
    }
  }
}
