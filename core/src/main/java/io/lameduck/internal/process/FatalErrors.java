package io.lameduck.internal.process;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Begins a shutdown when the thread that started the service dies of an exception: a process whose
 * {@code main} has failed must not go on half-started. The handler that was there before is called
 * as well.
 */
public final class FatalErrors implements UncaughtExceptionHandler, AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final @Nullable UncaughtExceptionHandler previous;
  private final Consumer<Throwable> onError;
  private volatile boolean removed;

  public FatalErrors(Consumer<Throwable> onError) {
    this.previous = thread.getUncaughtExceptionHandler();
    this.onError = onError;
  }

  public void install() {
    thread.setUncaughtExceptionHandler(this);
  }

  @Override
  public void uncaughtException(Thread dying, Throwable error) {
    try {
      if (!removed) {
        onError.accept(error);
      }
    } finally {
      tellPrevious(dying, error);
    }
  }

  private void tellPrevious(Thread dying, Throwable error) {
    if (previous != null) {
      previous.uncaughtException(dying, error);
    }
  }

  /** One that was set later may hold on to this one, which then only passes errors on. */
  @Override
  public void close() {
    removed = true;
    if (thread.isAlive() && thread.getUncaughtExceptionHandler() == this) {
      thread.setUncaughtExceptionHandler(survivor());
    }
  }

  /** The handler that was there before, but for those of services that were closed meanwhile. */
  private @Nullable UncaughtExceptionHandler survivor() {
    return previous instanceof FatalErrors other && other.removed ? other.survivor() : previous;
  }
}
