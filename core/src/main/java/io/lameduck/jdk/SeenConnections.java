package io.lameduck.jdk;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells the first request of a connection from the later ones, by the client's address and port:
 * the JDK's server says nothing of its connections.
 *
 * <p>A table of fixed size without locks. Where two connections fall on one slot each is taken for
 * new again and again: that is the safe side, a lame duck a little longer. On the other side, a
 * port used again for a new connection soon after is taken for the old one; the table forgets a
 * connection when its end is announced, and whatever the server would have closed for idleness.
 */
final class SeenConnections {
  private static final int BITS = 13;
  private static final long NANOS = 1_000_000_000;

  /** After this many seconds the JDK's server closes an idle connection, give or take its tick. */
  private static final long FORGOTTEN =
      2 * Math.max(1, Long.getLong("sun.net.httpserver.idleInterval", 30));

  private final AtomicLongArray slots = new AtomicLongArray(1 << BITS);

  /** Whether no request has come on this connection lately; remembers that one has now. */
  boolean first(InetSocketAddress client, long nanos) {
    long hash = hash(client);
    long now = nanos / NANOS + 1;
    long before = slots.get(slot(hash));
    slots.setRelease(slot(hash), mark(hash) | now);
    return mark(before) != mark(hash) || now - seconds(before) > FORGOTTEN;
  }

  /** The connection will not be used again. */
  void forget(InetSocketAddress client) {
    long hash = hash(client);
    if (mark(slots.get(slot(hash))) == mark(hash)) {
      slots.setRelease(slot(hash), 0);
    }
  }

  private static long hash(InetSocketAddress client) {
    long key = ((long) client.getAddress().hashCode() << 16) ^ client.getPort();
    long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static int slot(long hash) {
    return (int) hash & ((1 << BITS) - 1);
  }

  private static long mark(long hash) {
    return hash & 0xFFFF_FFFF_0000_0000L;
  }

  private static long seconds(long entry) {
    return entry & 0xFFFF_FFFFL;
  }
}
