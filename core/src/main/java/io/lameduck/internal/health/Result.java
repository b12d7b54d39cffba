package io.lameduck.internal.health;

import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.ThrowableText;

/** The result of one run of a check, with the reason where it is bad. */
record Result(boolean passed, String detail) {
  /** What stays if not even the failure could be described, for lack of memory say. */
  static final Result LOST = new Result(false, "ended without a result");

  private static final Result PASSED = new Result(true, "");
  private static final int LONGEST_DETAIL = 200;

  static Result of(boolean healthy) {
    return healthy ? PASSED : failed("returned false");
  }

  /** An error's message says little without its name: {@code NoClassDefFoundError: org/foo/Bar}. */
  static Result of(Throwable thrown) {
    String message = thrown instanceof Exception ? ThrowableText.message(thrown) : null;
    return failed(message == null || message.isBlank() ? ThrowableText.of(thrown) : message);
  }

  static Result failed(String detail) {
    return new Result(false, Printable.line(detail, LONGEST_DETAIL).strip());
  }
}
