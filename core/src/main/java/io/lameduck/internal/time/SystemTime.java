package io.lameduck.internal.time;

/** The time of the JVM, counted from its first use so that moments compare as plain numbers. */
enum SystemTime implements Time {
  INSTANCE;

  private final long origin = System.nanoTime();

  @Override
  public long nanos() {
    return System.nanoTime() - origin;
  }

  @Override
  public void await(Bell bell, long untilNanos) throws InterruptedException {
    bell.await(Math.max(0, untilNanos - nanos()));
  }
}
