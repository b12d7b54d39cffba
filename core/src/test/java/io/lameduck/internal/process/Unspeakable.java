package io.lameduck.internal.process;

/** Its text throws. */
public final class Unspeakable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    throw new IllegalStateException("no message");
  }

  @Override
  public String toString() {
    throw new IllegalStateException("no text");
  }
}
