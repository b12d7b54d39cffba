package io.lameduck.rehearsal.file;

/** A file cannot be used; the message says which, where in it, what was found and expected. */
public final class InvalidFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidFile(String message) {
    super(message);
  }

  InvalidFile(String message, Throwable cause) {
    super(message, cause);
  }
}
