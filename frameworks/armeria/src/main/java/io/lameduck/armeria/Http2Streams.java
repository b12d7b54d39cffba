package io.lameduck.armeria;

import com.linecorp.armeria.server.ConnectionContext;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.lameduck.spi.ClientAddress;
import io.lameduck.spi.ServerContext;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests in flight of one connection that speaks HTTP/2. From the lame duck on its client is
 * told to leave, by a GOAWAY that leaves all streams open; Armeria sends the second one when its
 * {@code connectionDrainDuration} is over, and closes the connection when it is empty. One on which
 * nothing is served any more is told when it is closed.
 */
final class Http2Streams {
  /**
   * A client is told when it has sent nothing for so long: HttpClient before JDK 24 fails what is
   * in flight when a GOAWAY comes, whatever stream that names (JDK-8335181).
   */
  private static final long PAUSE_MILLIS = 20;

  private static final AttributeKey<Http2Streams> OF_CONNECTION =
      AttributeKey.valueOf(Http2Streams.class, "ofConnection");

  private final ServerContext service;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();

  private Http2Streams(ServerContext service) {
    this.service = service;
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
    service.connected(ClientAddress.of(connection.remoteAddress()));
    return streams;
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  void end(ServiceRequestContext ctx) {
    if (inFlight.decrementAndGet() == 0 && service.isLameDuck()) {
      ctx.eventLoop()
          .withoutContext()
          .schedule(() -> leaveIfIdle(ctx), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void leaveIfIdle(ServiceRequestContext ctx) {
    if (inFlight.get() == 0 && !told.getAndSet(true)) {
      ctx.initiateConnectionShutdown();
    }
  }
}
