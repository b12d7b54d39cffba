package io.lameduck;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened and installed, to be taken back in reverse. Taking it back twice is
 * harmless.
 */
final class Undo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private final Deque<AutoCloseable> steps = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T step) {
    steps.push(step);
    return step;
  }

  @Override
  public synchronized void close() {
    while (!steps.isEmpty()) {
      close(steps.pop());
    }
  }

  private static void close(AutoCloseable step) {
    try {
      step.close();
    } catch (Exception | Error e) {
      log.warn("could not be taken back: {}", step, e);
    }
  }
}
