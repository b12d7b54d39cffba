package io.lameduck.internal.work;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that are out, to be looked through when somebody asks what is in flight. A thread
 * that takes one ticket at a time finds a free slot on a cache line of its own: one atomic
 * operation to put it in and one to take it out, where a concurrent map costs ten times as much.
 * What finds its line full goes into such a map.
 */
final class Tickets {
  private static final int LINES = 64;

  /** References of four bytes on a line of 64. */
  private static final int SLOTS = 16;

  /** The place of a ticket that found its line full. */
  private static final int OVERFLOW = -1;

  private final AtomicReferenceArray<@Nullable IssuedTicket> slots =
      new AtomicReferenceArray<>(LINES * SLOTS);
  private final Set<IssuedTicket> overflow = ConcurrentHashMap.newKeySet();

  /** Adds a ticket; returns the place to pass to {@link #remove}. */
  int add(IssuedTicket ticket) {
    int line = lineOf(Thread.currentThread());
    for (int slot = line; slot < line + SLOTS; slot++) {
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, ticket)) {
        return slot;
      }
    }
    overflow.add(ticket);
    return OVERFLOW;
  }

  void remove(IssuedTicket ticket, int place) {
    if (place == OVERFLOW) {
      overflow.remove(ticket);
    } else {
      slots.setRelease(place, null);
    }
  }

  /**
   * The tickets that are out during the whole traversal, and some of those that come or go
   * meanwhile.
   */
  Stream<IssuedTicket> stream() {
    Stream<IssuedTicket> placed =
        IntStream.range(0, slots.length())
            .boxed()
            .flatMap(slot -> Stream.ofNullable(slots.get(slot)));
    return Stream.concat(placed, overflow.stream());
  }

  private static int lineOf(Thread thread) {
    int hash = (int) thread.getId() * 0x9E3779B9; // golden ratio: neighbours land far apart
    return (hash >>> 26) * SLOTS;
  }
}
