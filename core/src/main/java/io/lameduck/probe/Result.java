package io.lameduck.probe;

import java.util.regex.Pattern;

/** The result of one run of a check, with the reason where it is bad. */
record Result(boolean passed, String detail) {
  /** What stays if not even the failure could be described, for lack of memory say. */
  static final Result LOST = new Result(false, "ended without a result");

  private static final Result PASSED = new Result(true, "");
  private static final int LONGEST_DETAIL = 200;

  /** Nothing of it may break a line of a log or a terminal; halves of a cut pair go as well. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  static Result of(boolean healthy) {
    return healthy ? PASSED : failed("returned false");
  }

  /** An error's message says little without its name: {@code NoClassDefFoundError: org/foo/Bar}. */
  static Result of(Throwable thrown) {
    String message = thrown instanceof Exception ? thrown.getMessage() : null;
    return failed(message == null || message.isBlank() ? thrown.toString() : message);
  }

  static Result failed(String detail) {
    String cut = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    return new Result(false, UNPRINTABLE.matcher(cut).replaceAll(" ").strip());
  }
}
