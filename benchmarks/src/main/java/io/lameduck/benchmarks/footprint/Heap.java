package io.lameduck.benchmarks.footprint;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/** What something keeps on the heap. */
public final class Heap {
  private static final int COLLECTIONS = 3;

  private Heap() {}

  /** The bytes that the result of this keeps for as long as it is there. */
  public static long retainedBy(Supplier<?> supplier) {
    long before = used();
    Object kept = supplier.get();
    long after = used();
    Reference.reachabilityFence(kept);
    return after - before;
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
