package io.lameduck.rehearsal.model;

/** A header of an {@link HttpGet}; a name may occur several times. */
public record HttpHeader(String name, String value) {
  public HttpHeader {
    if (!name.matches("[-A-Za-z0-9]+")) {
      throw new IllegalArgumentException("header: " + name + " (expected: letters, digits, -)");
    }
  }
}
