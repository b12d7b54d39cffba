package io.lameduck.servlet.jetty;

import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.ReceiveBuffer;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** One connection of a client, whatever protocols it has spoken so far. */
final class WatchedConnection implements IdleSweep.Connection {
  /** In place of the count: a sweep is finding out whether bytes have come. */
  private static final int CLOSING = -1;

  private static final int CLOSED = -2;

  private final WatchedConnector connector;
  private final EndPoint endPoint;
  private final @Nullable SocketChannel socket;
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicBoolean goingAway = new AtomicBoolean();
  private final AtomicBoolean used = new AtomicBoolean();
  private volatile long end = ConnectionAge.NEVER;

  WatchedConnection(WatchedConnector connector, EndPoint endPoint) {
    this.connector = connector;
    this.endPoint = endPoint;
    this.socket = endPoint.getTransport() instanceof SocketChannel channel ? channel : null;
  }

  /** Used, other than for a probe. */
  void used(ServerContext service, Request request) {
    if (!used.get() && !DrainHandler.isHealthCheck(request) && used.compareAndSet(false, true)) {
      end = service.connectionAge().drawEnd();
      service.connected(ClientAddress.of(endPoint.getRemoteSocketAddress()));
    }
  }

  /** Whether its client is to be asked to leave. */
  boolean isToLeave(ServerContext service) {
    return service.isLameDuck() || service.connectionAge().isOver(end);
  }

  /**
   * A request begins, or a stream. Waits out a sweep that is about to find that bytes have come.
   */
  void begin() {
    while (inProgress.getAndUpdate(count -> count < 0 ? count : count + 1) == CLOSING) {
      Thread.onSpinWait();
    }
    begun.incrementAndGet();
  }

  /** A request or stream is over. */
  void end() {
    inProgress.getAndUpdate(count -> count < 0 ? count : count - 1);
  }

  /** Tells a client of HTTP/2, once, to open no more streams here. */
  void announceTheEnd() {
    Connection protocol = protocol();
    if (Protocol.isHttp2(protocol) && !goingAway.getAndSet(true)) {
      Http2.goAway(protocol);
    }
  }

  /** The same, unless Jetty has work that waits for a thread. */
  void announceIfCalm() {
    if (!connector.isCongested()) {
      announceTheEnd();
    }
  }

  @Override
  public long served() {
    return inProgress.get() == 0 && !hasStreams() && !connector.isCongested() ? begun.get() : BUSY;
  }

  @Override
  public boolean hasUnread() {
    return socket != null && ReceiveBuffer.hasBytes(socket);
  }

  @Override
  public void closeIdle(long served) {
    Connection protocol = protocol();
    if (!Protocol.isHttp2(protocol)) {
      closeUnlessBytesHaveCome(protocol, served);
    } else if (served() == served) {
      Http2.lastGoAway(protocol, this::closeUnlessBusy);
    }
  }

  /**
   * Jetty waits for bytes by a callback that only one can take: the thread that is to read some, or
   * whoever closes the connection. With all threads busy the callback is still there although bytes
   * have come, but then these are unread. So no request is cut that has begun to arrive.
   */
  private void closeUnlessBytesHaveCome(Connection protocol, long served) {
    if (inProgress.compareAndSet(0, CLOSING)) {
      if (begun.get() == served && !hasUnread() && takesTheCallback()) {
        inProgress.set(CLOSED);
        protocol.close();
        endPoint.close();
      } else {
        inProgress.set(0);
      }
    }
  }

  /** A stream that was opened in the last instant is one of those that the client knows to last. */
  private void closeUnlessBusy() {
    if (served() != BUSY && !hasUnread()) {
      endPoint.close();
    }
  }

  /** Closes it, whatever it does. */
  void cut() {
    endPoint.close();
  }

  /** A stream is there before its request begins, and until its last frame is sent. */
  private boolean hasStreams() {
    Connection protocol = protocol();
    return Protocol.isHttp2(protocol) && Http2.hasStreams(protocol);
  }

  private boolean takesTheCallback() {
    return endPoint instanceof AbstractEndPoint selected
        && selected.getFillInterest().onFail(new TimeoutException("idle in a drain"));
  }

  /** The topmost one: what is spoken inside TLS. */
  private Connection protocol() {
    Connection protocol = endPoint.getConnection();
    while (protocol instanceof SslConnection tls) {
      protocol = tls.getSslEndPoint().getConnection();
    }
    return protocol;
  }
}
