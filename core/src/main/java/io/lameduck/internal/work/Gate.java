package io.lameduck.internal.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is inside, exactly, and can be shut. Entering and shutting cannot race: what has
 * entered is counted until it leaves. Later callers are refused.
 *
 * <p>While the gate is open the count is striped over cells, each of which carries the gate's state
 * in its own word, so that a busy service pays one uncontended atomic add to enter and one to
 * leave. Nobody can see a striped count come to zero, so the drain first {@linkplain #fold folds}
 * the gate: whoever enters from then on is counted in one central word, whoever is in a cell leaves
 * it as before, and the last one out of a cell marks it as empty for good. From the fold on the
 * gate tells when it has become empty, without anybody asking.
 *
 * <p>It does <em>not</em> know who is inside, and it does not block anybody.
 */
final class Gate {
  /** The answer of {@link #enter} when the gate is shut. */
  static final int REFUSED = -1;

  private static final int CENTRAL = -2;

  /** In a cell: count here no more. In the central word: let nobody in. The sign bit. */
  private static final long BARRED = Long.MIN_VALUE;

  /** In a barred cell: its last one has left. */
  private static final long EMPTY = 1L << 62;

  private static final long COUNT = EMPTY - 1;

  /** Two cache lines, since processors fetch them in pairs. */
  private static final int STRIDE = 16;

  /** Beside the count of a cell, on the same line: how many have left it. */
  private static final int LEFT = 1;

  private static final int MAX_CELLS = 64;
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] cells;
  private final int shift;
  private final AtomicLong central = new AtomicLong();
  private final AtomicLong leftCentral = new AtomicLong();
  private final Runnable onEmpty;

  /**
   * A gate with a cell or two for each processor.
   *
   * @param onEmpty called when a folded gate has become empty, by whoever left last, sometimes
   *     twice; must be quick
   */
  Gate(Runnable onEmpty) {
    this(2 * Runtime.getRuntime().availableProcessors(), onEmpty);
  }

  Gate(int minCells, Runnable onEmpty) {
    int log = 32 - Integer.numberOfLeadingZeros(Math.min(minCells, MAX_CELLS) - 1);
    this.shift = 32 - Math.max(1, log);
    int count = 1 << (32 - shift);
    this.cells = new long[(count + 1) * STRIDE]; // the first stride keeps the array's header away
    this.onEmpty = onEmpty;
  }

  /** Enters; returns the place to pass to {@link #leave}, or {@link #REFUSED}. */
  int enter() {
    int cell = cellOf(Thread.currentThread());
    if ((long) CELLS.getAndAdd(cells, cell, 1L) >= 0) {
      return cell;
    }
    leaveCell(cell);
    return enterCentral();
  }

  /** Leaves; to be called exactly once for each successful {@link #enter}, from any thread. */
  void leave(int place) {
    if (place == CENTRAL) {
      leftCentral.incrementAndGet();
    } else {
      CELLS.getAndAdd(cells, place + LEFT, 1L);
    }
    drop(place);
  }

  /** Like {@link #leave}, but is not counted among those that have left. */
  void drop(int place) {
    if (place == CENTRAL) {
      central.decrementAndGet();
      tellIfEmpty();
    } else {
      leaveCell(place);
    }
  }

  /**
   * From now on the gate notices when it is empty. Cannot be undone. Another call is harmless, and
   * completes the fold that another thread has begun.
   */
  void fold() {
    for (int cell = STRIDE; cell < cells.length; cell += STRIDE) {
      long before = (long) CELLS.getAndBitwiseOr(cells, cell, BARRED);
      if ((before & ~BARRED) == 0) {
        markEmpty(cell);
      }
    }
  }

  /** Shuts a folded gate if nobody is inside; returns whether it is shut and empty. */
  boolean closeIfEmpty() {
    return cellsEmpty() && (central.compareAndSet(0, BARRED) || central.get() == BARRED);
  }

  /** Shuts a folded gate, whoever is still inside. */
  void close() {
    fold();
    central.getAndUpdate(count -> count | BARRED);
  }

  /** How many are inside: exact when nobody moves, else some value between before and after. */
  long count() {
    return sum(0) + (central.get() & COUNT);
  }

  /** How many have been in and left again. */
  long left() {
    return sum(LEFT) + leftCentral.get();
  }

  private int cellOf(Thread thread) {
    int hash = (int) thread.getId() * 0x9E3779B9; // golden ratio: neighbours land far apart
    return ((hash >>> shift) + 1) * STRIDE;
  }

  private void leaveCell(int cell) {
    if ((long) CELLS.getAndAdd(cells, cell, -1L) == BARRED + 1) {
      markEmpty(cell);
    }
  }

  /**
   * A thread that finds the cell barred is counted in it for a moment; then that thread marks it.
   */
  private void markEmpty(int cell) {
    if (CELLS.compareAndSet(cells, cell, BARRED, BARRED | EMPTY)) {
      tellIfEmpty();
    }
  }

  /** The thread that makes the last emptying change observes an empty gate. */
  private void tellIfEmpty() {
    if ((central.get() & COUNT) == 0 && cellsEmpty()) {
      onEmpty.run();
    }
  }

  private boolean cellsEmpty() {
    for (int cell = STRIDE; cell < cells.length; cell += STRIDE) {
      if (((long) CELLS.getVolatile(cells, cell) & EMPTY) == 0) {
        return false;
      }
    }
    return true;
  }

  private int enterCentral() {
    long count = central.getAndUpdate(now -> now < 0 ? now : now + 1);
    return count < 0 ? REFUSED : CENTRAL;
  }

  private long sum(int offset) {
    long sum = 0;
    for (int cell = STRIDE; cell < cells.length; cell += STRIDE) {
      sum += (long) CELLS.getVolatile(cells, cell + offset) & COUNT;
    }
    return sum;
  }
}
