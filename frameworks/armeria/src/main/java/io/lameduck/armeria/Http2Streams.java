package io.lameduck.armeria;

import com.linecorp.armeria.server.ConnectionContext;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.spi.ServerContext;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests in flight of one connection that speaks HTTP/2. From the lame duck on, or when the
 * connection is beyond its maximum age, its client is told to leave, by a GOAWAY that leaves all
 * streams open; Armeria sends the second one when its {@code connectionDrainDuration} is over, and
 * closes the connection when it is empty. One on which nothing is served any more is told when it
 * is closed.
 */
final class Http2Streams {
  /**
   * A client is told when it has sent nothing for so long: HttpClient before JDK 24 fails what is
   * in flight when a GOAWAY comes, whatever stream that names (JDK-8335181).
   */
  private static final long PAUSE_MILLIS = 20;

  /**
   * When a connection is old and never silent for so long, its client is told all the same: it is
   * those in constant use that carry the load.
   */
  private static final long PATIENCE_MILLIS = 1_000;

  private static final AttributeKey<Http2Streams> OF_CONNECTION =
      AttributeKey.valueOf(Http2Streams.class, "ofConnection");

  private final ServerContext service;
  private final long end;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicBoolean old = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();
  private final AtomicBoolean used = new AtomicBoolean();

  private Http2Streams(ServerContext service) {
    this.service = service;
    this.end = service.connectionAge().drawEnd();
  }

  /** Those of the connection on which a request has come that is no probe. */
  static Http2Streams of(ServiceRequestContext ctx, ServerContext service) {
    ConnectionContext connection = ctx.connectionContext();
    synchronized (connection) { // several threads may serve the requests of one
      Http2Streams known = connection.attr(OF_CONNECTION);
      return known == null ? first(connection, service) : known;
    }
  }

  private static Http2Streams first(ConnectionContext connection, ServerContext service) {
    Http2Streams streams = new Http2Streams(service);
    connection.setAttr(OF_CONNECTION, streams);
    return streams;
  }

  /** A client uses the connection. */
  void used(ServiceRequestContext ctx) {
    if (!used.get() && !used.getAndSet(true)) {
      service.connected(ClientAddress.of(ctx.connectionContext().remoteAddress()));
    }
  }

  void begin(ServiceRequestContext ctx) {
    inFlight.incrementAndGet();
    if (isOld() && !old.getAndSet(true)) {
      schedule(ctx, () -> leave(ctx), PATIENCE_MILLIS);
    }
  }

  void end(ServiceRequestContext ctx) {
    if (inFlight.decrementAndGet() == 0 && (service.isLameDuck() || isOld())) {
      schedule(ctx, () -> leaveIfIdle(ctx), PAUSE_MILLIS);
    }
  }

  private boolean isOld() {
    return service.connectionAge().isOver(end);
  }

  private static void schedule(ServiceRequestContext ctx, Runnable step, long millis) {
    ctx.eventLoop().withoutContext().schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  private void leaveIfIdle(ServiceRequestContext ctx) {
    if (inFlight.get() == 0) {
      leave(ctx);
    }
  }

  private void leave(ServiceRequestContext ctx) {
    if (!told.getAndSet(true)) {
      ctx.initiateConnectionShutdown();
    }
  }
}
