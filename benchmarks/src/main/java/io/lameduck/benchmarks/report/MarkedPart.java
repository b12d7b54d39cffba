package io.lameduck.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page that is otherwise written by hand, between two comments that name it: {@code
 * <!-- drain -->} and {@code <!-- end of drain -->}.
 */
public record MarkedPart(Path page, String name) {
  /**
   * Puts the text in place of what is there.
   *
   * @throws IllegalStateException if the page has no such part
   * @throws IOException if the page cannot be read or written
   */
  public void put(String text) throws IOException {
    String begin = "<!-- " + name + " -->";
    String end = "<!-- end of " + name + " -->";
    String old = Files.readString(page);
    int from = old.indexOf(begin);
    int to = old.indexOf(end, from);
    if (from < 0 || to < 0) {
      throw new IllegalStateException(
          page + " has no part (expected: " + begin + " ... " + end + ")");
    }
    String head = old.substring(0, from + begin.length());
    Files.writeString(page, head + "\n" + text.strip() + "\n" + old.substring(to));
  }
}
