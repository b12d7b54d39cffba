package io.lameduck.internal.shutdown;

import io.lameduck.internal.text.Printable;

/**
 * Something of the user's that the shutdown closes.
 *
 * @param name how logs and the report call it
 */
public record Resource(String name, AutoCloseable closeable) {
  public Resource {
    name = Printable.line(name);
  }
}
