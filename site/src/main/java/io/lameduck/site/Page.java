package io.lameduck.site;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of the site, without what all of them have in common.
 *
 * @param path from the root of the site
 * @param title its first heading
 * @param body what is in it
 * @param inSearch whether the search finds it
 */
record Page(Path path, String title, Element body, boolean inSearch) {
  /** A body that is written as it was read. */
  static Element body(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false);
    return document.body();
  }

  /** The headings below the title, each with an id. */
  List<Element> sections() {
    return body.select("h2");
  }

  boolean hasDiagram() {
    return !body.select("pre.mermaid").isEmpty();
  }
}
