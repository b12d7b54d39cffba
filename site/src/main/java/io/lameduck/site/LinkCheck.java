package io.lameduck.site;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds links of a site, Javadoc included, that lead to no file or to no place in it. Asks nobody:
 * links to other sites are left alone.
 */
final class LinkCheck {
  private final Path site;
  private final Map<Path, Set<String>> places = new HashMap<>();

  LinkCheck(Path site) {
    this.site = site;
  }

  /** What is broken, one line each. */
  List<String> broken() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Document html = Jsoup.parse(page);
      for (Element element : html.select("[href], [src]")) {
        String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
        if (!isElsewhere(link) && !isWithinJavadoc(page, link) && !exists(page, link)) {
          broken.add(site.relativize(page) + ": " + link);
        }
      }
    }
    return broken;
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static boolean isElsewhere(String link) {
    return link.matches("[a-z]+:.*");
  }

  /**
   * Whether both are in the Javadoc of one module. The JDK's doclet links to places that it does
   * not make, and doclint has checked the links that we wrote.
   */
  private boolean isWithinJavadoc(Path page, String link) {
    Path relative = site.relativize(page);
    return relative.startsWith(ApiPage.FOLDER)
        && relative.getNameCount() > 2
        && target(page, link).startsWith(site.resolve(relative.subpath(0, 2)));
  }

  private static Path target(Path page, String link) {
    String path = decoded(link.replaceFirst("[?#].*", ""));
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  private boolean exists(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = target(page, link);
    if (!Files.isRegularFile(target)) {
      return false;
    }
    return parts.length == 1 || parts[1].isEmpty() || places(target).contains(decoded(parts[1]));
  }

  private Set<String> places(Path target) throws IOException {
    Set<String> known = places.get(target);
    if (known == null) {
      known =
          Jsoup.parse(target).select("[id], a[name]").stream()
              .map(element -> element.hasAttr("id") ? element.id() : element.attr("name"))
              .collect(Collectors.toSet());
      places.put(target, known);
    }
    return known;
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
