package io.lameduck;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the starting thread dies of begins a shutdown: a process whose {@code main} has failed is
 * not to go on half-started. The handler that was there before is called as well.
 */
final class FatalErrors implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final @Nullable UncaughtExceptionHandler previous;
  private final UncaughtExceptionHandler handler;

  FatalErrors(Consumer<Throwable> onError) {
    this.previous = thread.getUncaughtExceptionHandler();
    this.handler =
        (dying, error) -> {
          try {
            onError.accept(error);
          } finally {
            tellPrevious(dying, error);
          }
        };
  }

  void install() {
    thread.setUncaughtExceptionHandler(handler);
  }

  private void tellPrevious(Thread dying, Throwable error) {
    if (previous != null) {
      previous.uncaughtException(dying, error);
    }
  }

  @Override
  public void close() {
    if (thread.isAlive() && thread.getUncaughtExceptionHandler() == handler) {
      thread.setUncaughtExceptionHandler(previous);
    }
  }
}
