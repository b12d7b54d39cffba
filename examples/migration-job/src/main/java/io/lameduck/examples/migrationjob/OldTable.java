package io.lameduck.examples.migrationjob;

import java.util.List;
import java.util.stream.IntStream;

/** Stands for the table that is copied, and takes as long to read. */
final class OldTable {
  private static final int ROWS = 1000;

  private final int millis;

  /**
   * @param millis how long it takes to read a batch
   */
  OldTable(int millis) {
    this.millis = millis;
  }

  List<String> rows(int batch) throws InterruptedException {
    Thread.sleep(millis);
    return IntStream.range(batch * ROWS, (batch + 1) * ROWS)
        .mapToObj(id -> id + ";" + id % 100 + ".50 EUR")
        .toList();
  }
}
