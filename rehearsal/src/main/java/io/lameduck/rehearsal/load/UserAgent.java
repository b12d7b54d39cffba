package io.lameduck.rehearsal.load;

import java.io.Closeable;

/**
 * What a client asks with: it holds the connection, if that is kept. One thread, but for {@link
 * #close()}, which ends a request that is under way.
 */
interface UserAgent extends Closeable {
  /**
   * Makes one attempt at a request. One that failed is not tried again, as a POST could not be,
   * unless the server has said in its protocol that it did nothing for it.
   *
   * @return the name of the pod that answered
   */
  String ask() throws RequestFailed, InterruptedException;

  /**
   * The same to find out whether it can be asked at all; of an endless answer the beginning does.
   */
  default String tryOut() throws RequestFailed, InterruptedException {
    return ask();
  }

  /** Whether an answer never has an end by itself, so that waiting for it is useless. */
  default boolean isEndless() {
    return false;
  }

  @Override
  void close();
}
