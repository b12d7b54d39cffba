package io.lameduck.rehearsal.cli;

import java.util.ArrayList;
import java.util.List;

/** Splits a command into words as a shell does: at blanks that are neither quoted nor escaped. */
final class Words {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private char quote;
  private boolean escaped;

  private Words() {}

  /**
   * Splits it. Nothing else that a shell does is done: for more, run a shell.
   *
   * @throws IllegalArgumentException if a quotation does not end
   */
  static List<String> of(String command) {
    Words words = new Words();
    command.chars().forEach(next -> words.take((char) next));
    if (words.quote != 0 || words.escaped) {
      throw new IllegalArgumentException(command + " (expected: every quotation ends)");
    }
    words.end();
    return words.words;
  }

  private void take(char next) {
    if (escaped) {
      keep(next);
      escaped = false;
    } else if (next == '\\' && quote != '\'') {
      escaped = true;
    } else if (quote != 0) {
      takeQuoted(next);
    } else if (next == '"' || next == '\'') {
      quote = next;
      begun = true;
    } else if (Character.isWhitespace(next)) {
      end();
    } else {
      keep(next);
    }
  }

  private void takeQuoted(char next) {
    if (next == quote) {
      quote = 0;
    } else {
      keep(next);
    }
  }

  private void keep(char next) {
    word.append(next);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}
