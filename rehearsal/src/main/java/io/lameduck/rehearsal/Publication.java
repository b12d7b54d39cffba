package io.lameduck.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands a report to the folder it is meant for, and to the test that is running on this thread. */
final class Publication {
  private static final ThreadLocal<Consumer<RehearsalResult>> TEST =
      ThreadLocal.withInitial(() -> any -> {});

  private Publication() {}

  static void attachTo(Consumer<RehearsalResult> test) {
    TEST.set(test);
  }

  static void detach() {
    TEST.remove();
  }

  static RehearsalResult of(RehearsalResult result, @Nullable Path folder) {
    TEST.get().accept(result);
    if (folder != null) {
      write(result, folder);
    }
    return result;
  }

  private static void write(RehearsalResult result, Path folder) {
    try {
      result.writeTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be written to " + folder, e);
    }
  }
}
