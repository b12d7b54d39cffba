package io.lameduck.rehearsal.propagation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to the pods of a Service.
 *
 * @param name as in {@code service}, {@code dns} or {@code node-port}
 * @param host a name, which is looked up for each connection, or an address
 */
record Path(String name, String host, int port) {
  private static final Pattern TEXT =
      Pattern.compile("([^=]+)=(\\[[0-9a-fA-F:.]+]|[-.\\w]+):(\\d{1,5})");

  /**
   * Reads {@code name=host:port}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Path parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "path: " + text + " (expected: name=host:port, such as service=orders:80)");
    }
    return new Path(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    return name + "=" + host + ":" + port;
  }
}
