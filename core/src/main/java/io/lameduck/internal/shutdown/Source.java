package io.lameduck.internal.shutdown;

import io.lameduck.LameduckBuilder;
import io.lameduck.internal.text.Printable;

/**
 * Something of the user's that takes work by itself, such as the consumer of a queue.
 *
 * @param name how logs call it
 */
public record Source(String name, LameduckBuilder.Stop stop) {
  public Source {
    name = Printable.line(name);
  }
}
