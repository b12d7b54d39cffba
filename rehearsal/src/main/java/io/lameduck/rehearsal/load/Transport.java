package io.lameduck.rehearsal.load;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of a connection, in the clear or over TLS. One thread, but for {@link #close()}. */
interface Transport extends Closeable {
  Endpoint endpoint();

  InputStream in();

  OutputStream out();

  /** Whether the server has closed the connection, or sent something without a request. */
  boolean isStale();

  @Override
  void close();
}
