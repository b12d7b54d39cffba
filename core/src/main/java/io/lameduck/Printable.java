package io.lameduck;

import java.util.regex.Pattern;

/**
 * What a client wrote, made fit for a log: one line, bounded, nothing that a terminal would obey.
 */
final class Printable {
  private static final int MOST = 120;

  /** Controls, C1 and the invisible ones included, line separators, and halves of characters. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  static String line(String text) {
    return UNFIT.matcher(head(text)).replaceAll("?");
  }

  private static String head(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int end = MOST - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
