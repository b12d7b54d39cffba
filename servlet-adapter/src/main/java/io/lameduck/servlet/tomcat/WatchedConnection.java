package io.lameduck.servlet.tomcat;

import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.ReceiveBuffer;
import io.lameduck.servlet.request.RemoteAddress;
import io.lameduck.servlet.request.ServletTicket;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.connector.Request;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link WatchedConnector}. */
final class WatchedConnection implements IdleSweep.Connection {
  private final WatchedConnector connector;
  private final SocketWrapperBase<NioChannel> socket;
  private volatile boolean processing;
  private final AtomicLong turns = new AtomicLong();
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicBoolean used = new AtomicBoolean();
  private volatile long end = ConnectionAge.NEVER;

  WatchedConnection(WatchedConnector connector, SocketWrapperBase<NioChannel> socket) {
    this.connector = connector;
    this.socket = socket;
  }

  SocketState process(Handler<NioChannel> handler, SocketEvent event) {
    if (event == SocketEvent.TIMEOUT && leaving.getAndSet(false) && served() == BUSY) {
      return SocketState.OPEN; // a stream was opened between the look and now
    }
    processing = true;
    try {
      SocketState state = handler.process(socket, event);
      if (state == SocketState.OPEN) {
        turns.incrementAndGet();
      }
      return state;
    } finally {
      processing = false;
    }
  }

  /** Used, other than for a probe; streams of HTTP/2 at the same time. */
  void used(ServerContext service, Request request) {
    if (!used.get() && !ServletTicket.isHealthCheck(request) && used.compareAndSet(false, true)) {
      end = service.connectionAge().drawEnd();
      service.connected(RemoteAddress.parse(socket.getRemoteAddr()));
    }
    if (isToLeave(service)) {
      Internals.http2Of(request.getCoyoteRequest()).ifPresent(InternalHttpUpgradeHandler::pause);
    }
  }

  /** Whether its client is to be asked to leave. */
  boolean isToLeave(ServerContext service) {
    return service.isLameDuck() || service.connectionAge().isOver(end);
  }

  /**
   * Tells the peer of a multiplexed protocol to open no more streams here: the first of two GOAWAY
   * frames, with the last stream left open. The second one comes with the close.
   */
  void announceTheEnd() {
    Processor processor = processor();
    if (processor != null && processor.isUpgrade()) {
      processor.pause();
    }
  }

  /**
   * For HTTP/2 it is the streams that count: when a client hangs up in the middle of the first
   * frames Tomcat waits for nothing any more, and gives the connection up after 20 s only.
   */
  @Override
  public long served() {
    Processor processor = processor();
    HttpUpgradeHandler http2 = http2(processor);
    if (processing) {
      return BUSY;
    }
    if (http2 != null) {
      return Internals.hasStreams(http2) ? BUSY : Internals.lastStream(http2);
    }
    boolean asynchronous = processor != null && processor.isAsync();
    return asynchronous || !waitsForBytes()
        ? BUSY
        : turns.get(); // a WebSocket has been told: it is as good as idle
  }

  /**
   * Whether Tomcat's poller has yet to see some, or a thread to read them. Of HTTP/2 only while all
   * threads are busy: when a client hangs up amid its first frames, Tomcat never reads them.
   */
  @Override
  public boolean hasUnread() {
    return bytesWait() && (http2(processor()) == null || connector.threadsAreBusy());
  }

  @Override
  public void closeIdle(long served) {
    if (http2(processor()) != null) {
      askToLeave();
    } else {
      closeWithItsLock(Internals.lockOf(socket), served);
    }
  }

  /**
   * Has Tomcat send the last GOAWAY, which it does on a timeout event. The event may have to wait
   * for a thread; until it is handled no second one is sent.
   */
  private void askToLeave() {
    if (leaving.compareAndSet(false, true) && !connector.dispatch(socket, SocketEvent.TIMEOUT)) {
      leaving.set(false);
    }
  }

  private void closeWithItsLock(Lock lock, long served) {
    if (lock.tryLock()) {
      try {
        if (served() == served && !bytesWait()) {
          socket.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Closes it, whatever it does. */
  void cut() {
    socket.close();
  }

  /** False from the moment Tomcat's poller has seen bytes until it is to look for more. */
  private boolean waitsForBytes() {
    int operations = ((NioSocketWrapper) socket).interestOps();
    return (operations & SelectionKey.OP_READ) != 0 && !socket.hasDataToWrite();
  }

  private boolean bytesWait() {
    SocketChannel channel = socket.getSocket().getIOChannel();
    return channel != null && ReceiveBuffer.hasBytes(channel); // there is none once it is closed
  }

  /** What deals with the request of this moment; none between two requests. */
  private @Nullable Processor processor() {
    return (Processor) socket.getCurrentProcessor();
  }

  private static @Nullable HttpUpgradeHandler http2(@Nullable Processor processor) {
    if (processor == null || !processor.isUpgrade()) {
      return null;
    }
    HttpUpgradeHandler handler = processor.getUpgradeToken().getHttpUpgradeHandler();
    return Internals.isHttp2(handler) ? handler : null;
  }
}
