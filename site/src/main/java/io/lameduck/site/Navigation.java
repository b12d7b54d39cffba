package io.lameduck.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * The list of pages beside each page: a line is the path of one in the repository, or the name of a
 * group.
 */
final class Navigation {
  private final List<String> lines;
  private final Map<Path, Page> pages;

  /**
   * @param pages by their paths in the site
   */
  Navigation(List<String> lines, Map<Path, Page> pages) {
    this.lines = lines;
    this.pages = pages;
  }

  /** The paths of the pages in it, from the root of the site. */
  List<Path> paths() {
    return lines.stream().filter(line -> !isGroup(line)).map(Path::of).toList();
  }

  String on(Page current) {
    return lines.stream()
        .map(line -> isGroup(line) ? group(line) : item(Path.of(line), current))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isGroup(String line) {
    return line.startsWith("# ");
  }

  private static String group(String line) {
    return new Element("h2").text(line.substring(2)).outerHtml();
  }

  private String item(Path path, Page current) {
    Page page = pages.get(path);
    if (page == null) {
      throw new IllegalStateException("no page of the navigation: " + path);
    }
    Element link = new Element("a").attr("href", Address.relative(current.path(), path));
    link.text(page.title());
    if (!path.equals(current.path())) {
      return link.outerHtml();
    }
    return link.attr("aria-current", "page").outerHtml() + sections(current);
  }

  private static String sections(Page page) {
    return page.sections().stream()
        .map(section -> new Element("a").attr("href", "#" + section.id()).text(section.text()))
        .map(link -> link.addClass("section").outerHtml())
        .collect(Collectors.joining());
  }
}
