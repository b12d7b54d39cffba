package io.lameduck.internal.probeport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The connections of the probe port, so many at most. When there are that many the oldest one has
 * to go for the next, once it has had time to send its request: clients that send half of one and
 * wait, or nothing, can neither keep a probe from being answered for long nor take the process's
 * file descriptors. On the port's thread only.
 */
final class ProbeConnections {
  static final int MOST = 256;
  static final int MOST_HELD = 16;
  private static final int AT_ONCE = 32;
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A client of this node or the next has sent its request by then. */
  static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ServerSocketChannel listener;
  private final SelectionKey accepting;
  private final BiConsumer<ProbeConnection, Optional<RequestHead>> requests;
  private final Set<ProbeConnection> open = new LinkedHashSet<>(); // oldest first
  private final Deque<ProbeConnection> held = new ArrayDeque<>(); // oldest first
  private long pausedUntil;

  ProbeConnections(
      ServerSocketChannel listener,
      Selector selector,
      BiConsumer<ProbeConnection, Optional<RequestHead>> requests)
      throws IOException {
    this.listener = listener;
    this.accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    this.requests = requests;
  }

  /**
   * Accepts some of the waiting clients. Without a file descriptor it pauses, or the selector would
   * return at once without end.
   */
  void accept() {
    try {
      for (int i = 0; i < AT_ONCE && hasRoom(); i++) {
        SocketChannel client = listener.accept();
        if (client == null) {
          return;
        }
        admit(client);
      }
    } catch (IOException noFileDescriptor) {
      evictOldest(0);
      pause(PAUSE_NANOS);
    }
  }

  private boolean hasRoom() {
    if (open.size() >= MOST) {
      open.removeIf(one -> !one.isOpen());
    }
    if (open.size() >= MOST && !evictOldest(ENOUGH_NANOS)) {
      pause(ENOUGH_NANOS / 2);
    }
    return accepting.interestOps() != 0;
  }

  private void pause(long nanos) {
    accepting.interestOps(0);
    pausedUntil = System.nanoTime() + nanos;
  }

  /** Keeps a connection whose answer comes later; of too many, the oldest one is given up. */
  void hold(ProbeConnection connection) {
    held.add(connection);
    held.removeIf(one -> !one.isOpen() || !one.isWaiting());
    if (held.size() > MOST_HELD) {
      held.remove().answer(PreStopEndpoint.GOES_ON);
    }
  }

  /** Forgets those that have ended, ends those that take too long, and ends a pause. */
  void sweep() {
    long now = System.nanoTime();
    open.removeIf(one -> !one.isOpen());
    Iterator<ProbeConnection> oldestFirst = open.iterator();
    boolean overdue = true;
    while (overdue && oldestFirst.hasNext()) {
      ProbeConnection oldest = oldestFirst.next();
      overdue = now - oldest.since() > PATIENCE_NANOS;
      if (overdue && !oldest.isWaiting()) {
        oldest.close();
      }
    }
    if (accepting.interestOps() == 0 && now - pausedUntil > 0) {
      accepting.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  /** Whether nothing is to be done before somebody comes. */
  boolean isIdle() {
    return open.isEmpty() && accepting.interestOps() != 0;
  }

  void close() {
    open.forEach(ProbeConnection::close);
  }

  /** Reads at once: most often the request has come with the connection. */
  private void admit(SocketChannel client) throws IOException {
    client.configureBlocking(false);
    SelectionKey key = client.register(accepting.selector(), SelectionKey.OP_READ);
    ProbeConnection connection = new ProbeConnection(client, key, requests, System.nanoTime());
    key.attach(connection);
    open.add(connection);
    connection.advance();
  }

  /** Closes the oldest connection of this age that waits for no answer; false without one. */
  private boolean evictOldest(long age) {
    long now = System.nanoTime();
    Iterator<ProbeConnection> oldestFirst = open.iterator();
    while (oldestFirst.hasNext()) {
      ProbeConnection oldest = oldestFirst.next();
      if (!oldest.isWaiting() && now - oldest.since() >= age) {
        oldest.close();
        oldestFirst.remove();
        return true;
      }
    }
    return false;
  }
}
