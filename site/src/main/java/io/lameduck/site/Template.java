package io.lameduck.site;

import java.nio.file.Path;
import org.jsoup.nodes.Entities;

/** What all pages have in common. */
final class Template {
  private static final String DIAGRAMS =
      "<script src=\"{root}assets/mermaid.min.js\"></script>\n"
          + "<script src=\"{root}assets/diagrams.js\"></script>";

  private final String html;
  private final Navigation navigation;

  Template(String html, Navigation navigation) {
    this.html = html;
    this.navigation = navigation;
  }

  String fill(Page page) {
    return html.replace("{diagrams}", page.hasDiagram() ? DIAGRAMS : "")
        .replace("{root}", root(page.path()))
        .replace("{title}", Entities.escape(page.title()))
        .replace("{navigation}", navigation.on(page))
        .replace("{body}", page.body().html());
  }

  /** The way up, for pages that are opened from a disk as well. */
  private static String root(Path page) {
    return "../".repeat(page.getNameCount() - 1);
  }
}
