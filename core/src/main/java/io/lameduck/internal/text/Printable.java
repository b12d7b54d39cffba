package io.lameduck.internal.text;

/**
 * What a client or foreign code wrote, made fit for a log: one line, nothing that a terminal would
 * obey or that reverses the direction of the text.
 */
public final class Printable {
  private static final int MAX = 120;

  private Printable() {}

  /** At most 120 characters of it. */
  public static String line(String text) {
    return line(text, MAX);
  }

  /** At most so many characters of it. */
  public static String line(String text, int max) {
    return whole(head(text, max));
  }

  /** All of it, however long. */
  public static String whole(String text) {
    if (isFit(text)) {
      return text;
    }
    StringBuilder fit = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      fit.appendCodePoint(isFit(character) ? character : '?');
    }
    return fit.toString();
  }

  /** Whether there is nothing to be replaced in it. */
  static boolean isFit(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isFit(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** No control or format character, no line separator, no lone surrogate. */
  private static boolean isFit(int character) {
    int type = Character.getType(character);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** All of it, of several lines. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      lines.append(lines.isEmpty() ? "" : "\n").append(whole(line));
    }
    return lines.toString();
  }

  private static String head(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
