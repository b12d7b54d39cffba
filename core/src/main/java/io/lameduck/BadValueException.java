package io.lameduck;

/**
 * A text that is no value of its setting. The message says what to write instead, as far as that
 * can be told from the text; it may be empty.
 */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1;

  private final String advice;

  BadValueException() {
    this("");
  }

  BadValueException(String advice) {
    super(advice);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
