package io.lameduck.internal.text;

/** The text of a throwable, whose methods are somebody else's code and may throw themselves. */
public final class ThrowableText {
  private ThrowableText() {}

  /** As {@link Throwable#toString}; the name of the class if that throws or returns null. */
  public static String of(Throwable thrown) {
    try {
      String text = thrown.toString();
      return text == null ? thrown.getClass().getName() : text;
    } catch (Throwable again) {
      return thrown.getClass().getName();
    }
  }

  /** The message alone, or the whole text where there is none. */
  public static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? of(thrown) : message;
    } catch (Throwable again) {
      return of(thrown);
    }
  }
}
