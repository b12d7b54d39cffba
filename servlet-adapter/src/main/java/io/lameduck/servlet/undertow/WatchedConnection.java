package io.lameduck.servlet.undertow;

import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * One connection of a client. Its requests begin, and it is closed when idle, on its I/O thread.
 */
final class WatchedConnection implements IdleSweep.Connection {
  private final StreamConnection stream;
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicBoolean used = new AtomicBoolean();
  private final AtomicBoolean goingAway = new AtomicBoolean();
  private volatile long end = ConnectionAge.NEVER;
  private volatile @Nullable Http2Channel http2;

  WatchedConnection(StreamConnection stream) {
    this.stream = stream;
  }

  /** It speaks HTTP/2. */
  void speaks(Http2Channel http2) {
    this.http2 = http2;
  }

  /** Used, other than for a probe. */
  void used(ServerContext service, HttpServerExchange exchange) {
    if (!used.get() && !DrainHandler.isHealthCheck(exchange) && used.compareAndSet(false, true)) {
      end = service.connectionAge().drawEnd();
      service.connected(ClientAddress.of(stream.getPeerAddress()));
    }
  }

  /** Whether its client is to be asked to leave. */
  boolean isToLeave(ServerContext service) {
    return service.isLameDuck() || service.connectionAge().isOver(end);
  }

  void begin() {
    inProgress.incrementAndGet();
    begun.incrementAndGet();
  }

  void end() {
    inProgress.decrementAndGet();
  }

  /** Tells a client of HTTP/2, once, to open no more streams here. */
  void announceTheEnd() {
    Http2Channel http2 = this.http2;
    if (http2 != null && Internals.FIRST_GOAWAY.isPresent() && !goingAway.getAndSet(true)) {
      stream.getIoThread().execute(() -> Internals.sendFirstGoAway(http2));
    }
  }

  @Override
  public long served() {
    return inProgress.get() == 0 ? begun.get() : BUSY;
  }

  @Override
  public void closeIdle(long served) {
    stream.getIoThread().execute(() -> closeUnlessUsed(served));
  }

  private void closeUnlessUsed(long served) {
    Http2Channel http2 = this.http2;
    if (served() != served) {
      return;
    }
    if (http2 == null) {
      IoUtils.safeClose(stream);
    } else {
      http2.sendGoAway(Http2Channel.ERROR_NO_ERROR); // with the last stream, then closes
    }
  }
}
