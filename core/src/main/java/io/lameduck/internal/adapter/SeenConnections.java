package io.lameduck.internal.adapter;

import io.lameduck.internal.time.Time;
import io.lameduck.spi.ConnectionAge;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells the first request of a connection from the later ones, by the client's address and port,
 * where the server says nothing of its connections.
 *
 * <p>A table of fixed size without locks. A connection hashes to two slots and evicts the least
 * recently used. Where three connections hash to the same two slots, one of them is taken for new;
 * the only costs are a slightly longer lame-duck phase, and an age that is counted anew. A port
 * that is soon used again for a new connection is taken for the old one, so the table forgets a
 * connection when its end is announced, and after the time in which the server would have closed it
 * for idleness.
 *
 * @since 0.1.0
 */
public final class SeenConnections {
  private static final int BITS = 13;
  private static final long NANOS = 1_000_000_000;

  private final Time time;
  private final long forgotten;
  private final ConnectionAge age;
  private final AtomicLongArray slots = new AtomicLongArray(1 << BITS);
  private final @Nullable AtomicLongArray ends; // none where no connection is asked for its age

  /**
   * An empty table.
   *
   * @param forgotten after how long without a request a connection is not the same any more; to the
   *     second
   * @param age how old a connection may become
   */
  public SeenConnections(Duration forgotten, ConnectionAge age) {
    this(Time.system(), forgotten, age);
  }

  SeenConnections(Time time, Duration forgotten, ConnectionAge age) {
    Objects.requireNonNull(forgotten, "forgotten");
    this.time = time;
    this.forgotten = forgotten.toSeconds();
    this.age = Objects.requireNonNull(age, "age");
    this.ends = age.isLimited() ? new AtomicLongArray(1 << BITS) : null;
  }

  /**
   * Whether no request has come on this connection lately; remembers that one has now.
   *
   * @param address the hash code of the client's address
   * @param port the client's port
   */
  public boolean first(int address, int port) {
    long hash = hash(address, port);
    long now = time.nanos() / NANOS + 1;
    int slot = slotOf(hash);
    long before = slots.get(slot);
    slots.setRelease(slot, mark(hash) | now);
    boolean first = mark(before) != mark(hash) || now - seconds(before) > forgotten;
    if (first && ends != null) {
      ends.setRelease(slot, age.drawEnd());
    }
    return first;
  }

  /** Whether the connection has reached its maximum age, counted from its first request. */
  public boolean isOld(int address, int port) {
    return ends != null && isOld(hash(address, port), ends);
  }

  /** One that has lost its slot to others is not old: its age is counted anew. */
  private boolean isOld(long hash, AtomicLongArray ends) {
    int slot = slotOf(hash);
    return mark(slots.get(slot)) == mark(hash) && age.isOver(ends.get(slot));
  }

  /** The connection will not be used again. */
  public void forget(int address, int port) {
    long hash = hash(address, port);
    int slot = slotOf(hash);
    if (mark(slots.get(slot)) == mark(hash)) {
      slots.setRelease(slot, 0);
    }
  }

  /** Where the connection is; if it is nowhere, where it displaces what was used longer ago. */
  private int slotOf(long hash) {
    int one = (int) hash & ((1 << BITS) - 1);
    int other = one ^ 1; // next to it, on the same cache line
    long inOne = slots.get(one);
    long inOther = slots.get(other);
    if (mark(inOne) == mark(hash)) {
      return one;
    }
    return mark(inOther) == mark(hash) || seconds(inOther) < seconds(inOne) ? other : one;
  }

  private static long hash(int address, int port) {
    long key = ((long) address << 16) ^ port;
    long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static long mark(long hash) {
    return hash & 0xFFFF_FFFF_0000_0000L;
  }

  private static long seconds(long entry) {
    return entry & 0xFFFF_FFFFL;
  }
}
