package io.lameduck.spi;

import java.util.Map;

/**
 * A response as it came.
 *
 * @param headers by name, in any case
 */
public record Reply(int status, Map<String, String> headers, String body) {
  /** The header, or an empty text. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether it says that the connection ends with it. */
  public boolean announcesTheEnd() {
    return header("Connection").equalsIgnoreCase("close");
  }
}
