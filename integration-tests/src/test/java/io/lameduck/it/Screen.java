package io.lameduck.it;

import java.io.PrintStream;

/** Prints who says what, wrapped so that it can be read on a terminal of 100 columns. */
final class Screen {
  private static final int WIDTH = 100;
  private static final int MARGIN = "hello-1 | ".length();

  private final PrintStream out;

  Screen(PrintStream out) {
    this.out = out;
  }

  /** Prints the text after the speaker's name, and what does not fit below it. */
  synchronized void say(String who, String text) {
    String name = who;
    String rest = text;
    while (rest.length() > WIDTH - MARGIN) {
      int end = rest.lastIndexOf(' ', WIDTH - MARGIN);
      int cut = end > 0 ? end : WIDTH - MARGIN;
      line(name, rest.substring(0, cut));
      rest = rest.substring(cut).strip();
      name = "";
    }
    line(name, rest);
  }

  private void line(String who, String text) {
    String name = " ".repeat(Math.max(0, MARGIN - 3 - who.length())) + who;
    out.println((name + " | " + text).stripTrailing());
  }
}
