package io.lameduck.internal.shutdown;

/** Thrown when the shutdown has begun before the start was over. */
public final class StartCancelledException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StartCancelledException() {
    super("start cancelled: the shutdown began before the service was started");
  }
}
