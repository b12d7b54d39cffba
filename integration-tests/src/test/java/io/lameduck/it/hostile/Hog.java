package io.lameduck.it.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;

/** Takes all of the heap, and keeps it. */
final class Hog {
  private static final int CHUNK = 16 << 10;
  private static final List<byte[]> TAKEN = new ArrayList<>(1 << 16);
  private static final byte[] FULL = "the heap is full\n".getBytes(US_ASCII);

  private Hog() {}

  static void heap() {
    take();
    System.out.write(FULL, 0, FULL.length); // nothing new is needed for that
    System.out.flush();
  }

  private static void take() {
    try {
      while (true) {
        TAKEN.add(new byte[CHUNK]);
      }
    } catch (OutOfMemoryError e) {
      // As was to be expected.
    }
  }
}
