package io.lameduck.site;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the search of the pages looks through, section by section. A script, not JSON: a browser
 * fetches no JSON for a page that is opened from a disk.
 */
final class SearchIndex {
  private SearchIndex() {}

  /** A heading, and what stands below it up to the next one. */
  record Section(String url, String title, String text) {}

  static String of(List<Page> pages) {
    List<Section> sections =
        pages.stream().filter(Page::inSearch).flatMap(page -> sections(page).stream()).toList();
    return "const sections = " + JsonMapper.shared().writeValueAsString(sections) + ";\n";
  }

  private static List<Section> sections(Page page) {
    List<Section> sections = new ArrayList<>();
    Element heading = page.body().expectFirst("h1");
    StringBuilder text = new StringBuilder();
    for (Element element : page.body().children()) {
      if (element.is("h2, h3")) {
        sections.add(section(page, heading, text));
        heading = element;
        text = new StringBuilder();
      } else if (!element.is("h1, pre.mermaid")) {
        text.append(element.text()).append(' ');
      }
    }
    sections.add(section(page, heading, text));
    return sections;
  }

  private static Section section(Page page, Element heading, CharSequence text) {
    boolean isTop = heading.is("h1");
    return new Section(
        page.path().toString().replace('\\', '/') + (isTop ? "" : "#" + heading.id()),
        isTop ? page.title() : page.title() + " › " + heading.text(),
        text.toString());
  }
}
