package io.lameduck.internal.work;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The gate races with itself: model-checked, that is, over the interleavings of small scenarios.
 * Entering and shutting must look as if each happened at one moment, and whoever waits for the gate
 * to become empty must always be told.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class GateLincheckTest {
  private static final int THREADS = 3;

  private final Gate gate = new Gate(2, () -> {});
  private final Integer[] places = new Integer[THREADS + 2];

  @Operation
  public boolean enter(@Param(name = "thread") int thread) {
    if (places[thread] != null) {
      return false;
    }
    int place = gate.enter();
    if (place != Gate.REFUSED) {
      places[thread] = place;
    }
    return place != Gate.REFUSED;
  }

  @Operation
  public void leave(@Param(name = "thread") int thread) {
    Integer place = places[thread];
    if (place != null) {
      places[thread] = null;
      gate.leave(place);
    }
  }

  @Operation
  public void fold() {
    gate.fold();
  }

  @Operation
  public boolean closeIfEmpty() {
    return gate.closeIfEmpty();
  }

  @Operation
  public void close() {
    gate.close();
  }

  /** What the gate promises, without any concurrency. */
  public static class SequentialGate {
    private final boolean[] inside = new boolean[THREADS + 2];
    private boolean folded;
    private boolean shut;

    public boolean enter(int thread) {
      boolean admitted = !inside[thread] && !shut;
      inside[thread] |= admitted;
      return admitted;
    }

    public void leave(int thread) {
      inside[thread] = false;
    }

    public void fold() {
      folded = true;
    }

    public boolean closeIfEmpty() {
      boolean closes = folded && empty();
      shut |= closes;
      return closes;
    }

    public void close() {
      folded = true;
      shut = true;
    }

    private boolean empty() {
      for (boolean one : inside) {
        if (one) {
          return false;
        }
      }
      return true;
    }
  }

  @Test
  void enteringAndShuttingLookAsIfEachHappenedAtOneMoment() {
    new ModelCheckingOptions()
        .threads(THREADS)
        .actorsPerThread(3)
        .iterations(30)
        .invocationsPerIteration(500)
        .sequentialSpecification(SequentialGate.class)
        .check(GateLincheckTest.class);
  }

  @Nested
  class TheLastOneOut {
    @Test
    void isNeverMissedByTheFold() {
      Lincheck.runConcurrentTest(
          2_000,
          () -> {
            AtomicInteger emptied = new AtomicInteger();
            Gate gate = new Gate(2, emptied::incrementAndGet);
            int place = gate.enter();
            run(() -> gate.leave(place), gate::fold);
            require(emptied.get() > 0);
            require(gate.closeIfEmpty());
          });
    }

    @Test
    void isNeverMissedWhenItCameDuringTheFold() {
      Lincheck.runConcurrentTest(
          2_000,
          () -> {
            AtomicInteger emptied = new AtomicInteger();
            Gate gate = new Gate(2, emptied::incrementAndGet);
            run(() -> gate.leave(gate.enter()), gate::fold);
            require(emptied.get() > 0);
            require(gate.count() == 0);
            require(gate.left() == 1);
            require(gate.closeIfEmpty());
          });
    }

    /** AssertJ cannot be used inside: the model checker trips over its equals. */
    private static void require(boolean condition) {
      if (!condition) {
        throw new AssertionError();
      }
    }

    private static void run(Runnable one, Runnable other) {
      Thread second = new Thread(other);
      second.start();
      one.run();
      try {
        second.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
