package io.lameduck.spi;

import java.io.IOException;

/** The connection ended before the response did. */
public final class LostReplyException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean begun;

  LostReplyException(boolean begun, Throwable cause) {
    super(begun ? "the response is cut off" : "there is no response", cause);
    this.begun = begun;
  }

  /** Whether a part of it had come. */
  public boolean begun() {
    return begun;
  }
}
