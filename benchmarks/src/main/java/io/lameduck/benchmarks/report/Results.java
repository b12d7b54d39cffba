package io.lameduck.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of results. A comparison replaces its own section and leaves the others as they are. */
public final class Results {
  private static final String HEADING = "\n## ";

  private final Path page;
  private final String introduction;
  private final List<String> order;

  /**
   * The page in a file, which need not exist yet.
   *
   * @param order the titles of all sections there may be; what is on the page under any other title
   *     is dropped
   */
  public Results(Path page, String introduction, List<String> order) {
    this.page = page;
    this.introduction = introduction;
    this.order = order;
  }

  /**
   * Puts a section in its place.
   *
   * @throws IOException if the page cannot be read or written
   */
  public void put(String title, String text) throws IOException {
    Map<String, String> sections = sections();
    sections.put(title, Machine.today() + "\n\n" + text.strip() + "\n");
    StringBuilder whole = new StringBuilder(introduction.strip()).append('\n');
    for (String next : order) {
      if (sections.containsKey(next)) {
        whole.append(HEADING).append(next).append("\n\n").append(sections.get(next));
      }
    }
    Files.writeString(page, whole);
  }

  private Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String[] parts = ("\n" + old()).split(HEADING);
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      sections.put(parts[i].substring(0, end), parts[i].substring(end).strip() + "\n");
    }
    return sections;
  }

  private String old() throws IOException {
    try {
      return Files.readString(page);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
