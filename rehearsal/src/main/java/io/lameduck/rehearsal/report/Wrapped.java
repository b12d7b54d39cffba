package io.lameduck.rehearsal.report;

/** A sentence in lines of at most 100 columns, but for words that are longer. */
final class Wrapped {
  private static final int COLUMNS = 100;

  private Wrapped() {}

  static String of(String sentence) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : sentence.split(" ", -1)) {
      boolean fits = column + 1 + word.length() <= COLUMNS;
      if (column > 0) {
        text.append(fits ? " " : "\n");
      }
      column = column > 0 && fits ? column + 1 + word.length() : word.length();
      text.append(word);
    }
    return text.toString();
  }
}
