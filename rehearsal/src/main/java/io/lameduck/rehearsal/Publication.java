package io.lameduck.rehearsal;

import io.lameduck.rehearsal.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands a report to the folder it is meant for, and to the test that is running on this thread. */
final class Publication {
  private static final ThreadLocal<Consumer<Report>> TEST =
      ThreadLocal.withInitial(() -> any -> {});

  private Publication() {}

  static void attachTo(Consumer<Report> test) {
    TEST.set(test);
  }

  static void detach() {
    TEST.remove();
  }

  static Report of(Report report, @Nullable Path folder) {
    TEST.get().accept(report);
    if (folder != null) {
      write(report, folder);
    }
    return report;
  }

  private static void write(Report report, Path folder) {
    try {
      report.writeTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be written to " + folder, e);
    }
  }
}
