package io.lameduck;

/**
 * One piece of work in flight: the shutdown waits until it is closed. It may be closed from any
 * thread and more than once; only the first time counts.
 *
 * <p>The library implements it, and a version may add methods.
 *
 * @since 0.1.0
 */
public interface Ticket extends AutoCloseable {
  /** Says that the work is done. Never throws, never blocks. */
  @Override
  void close();
}
