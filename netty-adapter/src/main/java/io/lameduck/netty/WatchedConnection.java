package io.lameduck.netty;

import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client. What it counts is written by its event loop alone, and read by the
 * sweep.
 */
final class WatchedConnection implements IdleSweep.Connection {
  /** Of an event loop. */
  static final int A_TURN_MILLIS = 1;

  /** A loop that takes so long for a turn was blocked; a busy one takes some milliseconds. */
  private static final long BLOCKED_NANOS = 200_000_000;

  private static final Logger log = LoggerFactory.getLogger(WatchedConnection.class);

  private final Connections connections;
  private final Channel channel;
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final Set<Channel> streams = ConcurrentHashMap.newKeySet();
  private volatile Protocol protocol = Protocol.UNKNOWN;
  private boolean used;
  private long end = ConnectionAge.NEVER;

  /** How the end comes to a connection, depending on what it speaks. On its event loop. */
  interface Protocol {
    /** Nothing was said yet, or nothing the library knows. */
    Protocol UNKNOWN = WatchedConnection::close;

    /** Nothing is in progress, and its last chance is over. */
    void closeIdle(WatchedConnection connection);

    /** Whether silence means that nothing is in progress. */
    default boolean mayBeIdle() {
      return true;
    }

    /** The drain has begun, or this protocol has in the drain. May be said twice. */
    default void draining(WatchedConnection connection) {}

    /** Whether it has to be ended, since it never would be by itself. */
    default boolean isEndless() {
      return false;
    }

    /** Its turn has come to be ended, where it is endless. May be said twice. */
    default void end(WatchedConnection connection) {}
  }

  WatchedConnection(Connections connections, Channel channel) {
    this.connections = connections;
    this.channel = channel;
  }

  @Nullable ServerContext service() {
    return connections.service();
  }

  Connections connections() {
    return connections;
  }

  Channel channel() {
    return channel;
  }

  boolean isDraining() {
    return connections.isDraining();
  }

  /** What began before a request that is complete now, so that its handler does not know. */
  @Nullable DrainEvent hasBegun() {
    if (isDraining()) {
      return DrainEvent.DRAINING;
    }
    ServerContext service = service();
    return service != null && service.isLameDuck() ? DrainEvent.LAME_DUCK : null;
  }

  /** It has come further than it was: its last chance begins anew. */
  void advanced() {
    steps.lazySet(steps.get() + 1);
  }

  void speaks(Protocol protocol) {
    this.protocol = protocol;
    DrainHandlerCheck.end(channel);
    advanced();
    if (isDraining()) {
      protocol.draining(this);
      protocol.end(this);
    }
  }

  /** Whether it speaks what never ends by itself. */
  boolean isEndless() {
    return protocol.isEndless();
  }

  /** Ends what would never end by itself. */
  void endEndless() {
    run(() -> protocol.end(this));
  }

  /** A request has come that is no probe. */
  void begin() {
    inProgress.lazySet(inProgress.get() + 1);
    advanced();
  }

  /** Whether a request of a health checker is to be told from one of a client. */
  boolean mindsWho(ServerContext service) {
    return !used || service.isLameDuck();
  }

  /** A client uses it. */
  void used(ServerContext service) {
    if (!used) {
      used = true;
      end = service.connectionAge().drawEnd();
      service.connected(ClientAddress.of(channel.remoteAddress()));
    }
  }

  /** Whether it has reached its maximum age. On its event loop. */
  boolean isOld() {
    ServerContext service = service();
    return service != null && service.connectionAge().isOver(end);
  }

  /** Whether its client is to be asked to leave. On its event loop. */
  boolean isToLeave() {
    ServerContext service = service();
    return service != null && (service.isLameDuck() || service.connectionAge().isOver(end));
  }

  void end() {
    inProgress.lazySet(inProgress.get() - 1);
  }

  boolean isIdle() {
    return inProgress.get() == 0;
  }

  /** A stream whose handlers hear of the drain as those of the connection do. */
  void add(Channel stream) {
    streams.add(stream);
    stream.closeFuture().addListener(closed -> streams.remove(stream));
  }

  /** From now on, what a client sends is seen whether or not it is a whole request. */
  void watchReads() {
    if (channel.isOpen() && !watched.getAndSet(true)) {
      try {
        channel.pipeline().addFirst(new Progress(this));
      } catch (RejectedExecutionException e) {
        log.debug("the event loop of {} has ended before it", channel, e);
      }
    }
  }

  /** Whether a client has used it. On its event loop. */
  boolean isUsed() {
    return used;
  }

  /** Lets all handlers hear of it, and does what the protocol wants done. */
  void tell(DrainEvent event) {
    run(
        () -> {
          channel.pipeline().fireUserEventTriggered(event);
          streams.forEach(stream -> stream.pipeline().fireUserEventTriggered(event));
          if (event == DrainEvent.DRAINING) {
            protocol.draining(this);
          }
        });
  }

  @Override
  public long served() {
    return isIdle() && protocol.mayBeIdle() ? steps.get() : BUSY;
  }

  /**
   * A turn of the event loop later, when that has looked at the socket. A loop that is late has
   * been blocked: then the connection has its last chance again, since half a handshake may have
   * come.
   */
  @Override
  public void closeIdle(long served) {
    long asked = System.nanoTime();
    if (channel.isRegistered() && leaving.compareAndSet(false, true)) {
      run(() -> closeAfterATurn(served, asked));
    }
  }

  private void closeAfterATurn(long served, long asked) {
    EventLoop loop = channel.eventLoop();
    if (!loop.isShuttingDown()) { // which closes its connections itself
      loop.schedule(() -> closeUnlessUsed(served, asked), A_TURN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void closeUnlessUsed(long served, long asked) {
    leaving.set(false);
    if (System.nanoTime() - asked > BLOCKED_NANOS) {
      advanced();
    } else if (isIdle() && steps.get() == served) {
      protocol.closeIdle(this);
    }
  }

  void close() {
    channel.close();
  }

  /** Closes it without asking its handlers, some of which would wait. */
  void cut() {
    run(
        () -> {
          ChannelHandlerContext first = channel.pipeline().firstContext();
          if (first == null) {
            channel.close();
          } else {
            first.close();
          }
        });
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  private void run(Runnable step) {
    if (channel.isRegistered()) { // if not, it is about to be, and is looked at again
      try {
        channel.eventLoop().execute(step);
      } catch (RejectedExecutionException e) {
        log.debug("the event loop of {} has ended before it", channel, e);
      }
    }
  }
}
