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
    requireMarked();
    String old = Files.readString(page);
    String head = old.substring(0, old.indexOf(begin()) + begin().length());
    String tail = old.substring(old.indexOf(end()));
    Files.writeString(page, head + "\n" + text.strip() + "\n" + tail);
  }

  /**
   * Makes sure that there is a place for what is yet to be measured.
   *
   * @throws IllegalStateException if the page has no such part
   * @throws IOException if the page cannot be read
   */
  public void requireMarked() throws IOException {
    String text = Files.readString(page);
    if (!text.contains(begin()) || text.indexOf(end()) < text.indexOf(begin())) {
      throw new IllegalStateException(
          page + " has no part (expected: " + begin() + " ... " + end() + ")");
    }
  }

  private String begin() {
    return "<!-- " + name + " -->";
  }

  private String end() {
    return "<!-- end of " + name + " -->";
  }
}
