package io.lameduck.it.foreign;

import java.io.IOException;

/** One of the clients that ask at the same time. For one thread. */
@FunctionalInterface
interface ForeignClient extends AutoCloseable {
  /**
   * Asks, and reads the answers to their ends.
   *
   * @return how many there were
   * @throws Exception if one was not good, or did not come
   */
  int ask() throws Exception;

  @Override
  default void close() throws IOException {}
}
