package io.lameduck.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A process for every row of the tables. Most of them wait most of the time, so several run at
 * once. {@code -Dit.hostile=TEXT} runs those alone whose name contains the text.
 */
@Tag("timing") // the grace period of a row is 6 s
class HostileIT {
  private static final String ONLY = System.getProperty("it.hostile", "");
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(Integer.getInteger("it.hostile.atOnce", 4));

  @AfterAll
  static void cleanUp() throws IOException {
    POOL.shutdownNow();
    if (PidLimit.isPossible()) {
      PidLimit.forgetEnded();
    }
  }

  private static Map<String, List<Row>> tables() {
    Map<String, List<Row>> tables = new LinkedHashMap<>();
    tables.put("foreign code", ForeignCode.rows());
    tables.put("last words", LastWords.rows());
    tables.put("signals", Signals.rows());
    tables.put("preStop calls", PreStopCalls.rows());
    tables.put("start and end", StartAndEnd.rows());
    tables.put("checks and logs", ChecksAndLogs.rows());
    return tables;
  }

  @TestFactory
  List<DynamicContainer> theProcessEndsWell() {
    return tables().entrySet().stream()
        .map(table -> DynamicContainer.dynamicContainer(table.getKey(), tests(table.getValue())))
        .toList();
  }

  /** All are handed in at once; each test waits for its own. */
  private static List<DynamicTest> tests(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.name().contains(ONLY))
        .map(row -> test(row, POOL.submit(row)))
        .toList();
  }

  private static DynamicTest test(Row row, Future<?> run) {
    return DynamicTest.dynamicTest(row.name(), () -> await(run));
  }

  private static void await(Future<?> run) throws Throwable {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** What the library calls has a row for the case that it misbehaves. */
  @Test
  void everyTypeOfCallbackHasARow() throws Exception {
    List<Row> rows = tables().values().stream().flatMap(List::stream).toList();
    assertThat(CallbackTypes.ofTheApi())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(rows).as(type).anyMatch(row -> row.covers(type)));
  }
}
