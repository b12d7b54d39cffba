package io.lameduck.internal.start;

import io.lameduck.Lameduck;
import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.PrintableThrowable;
import io.lameduck.internal.text.ThrowableText;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start has opened and installed; closes it in reverse order. Closing twice is harmless.
 */
final class Undo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final Deque<AutoCloseable> steps = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T step) {
    steps.push(step);
    return step;
  }

  @Override
  public void close() {
    for (AutoCloseable step = next(); step != null; step = next()) {
      close(step);
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return steps.poll();
  }

  private static void close(AutoCloseable step) {
    try {
      step.close();
    } catch (Throwable t) { // a sneaky checked one too
      log.warn(
          "failed to undo start-up step: {}",
          Printable.whole(ThrowableText.of(t)),
          PrintableThrowable.of(t));
    }
  }
}
