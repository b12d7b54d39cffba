package io.lameduck.internal.process;

import org.jspecify.annotations.Nullable;

/** Some heap that is kept for the end of the process, which may come because memory ran out. */
public final class MemoryReserve {
  private static final int BYTES = 256 * 1024;

  @SuppressWarnings("UnusedVariable") // held, not read
  private volatile byte @Nullable [] kept = new byte[BYTES];

  /** Leaves it to whoever asks for memory. */
  public void release() {
    kept = null;
  }
}
