package io.lameduck.site;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Element;

/** The list of the modules, which leads to the Javadoc of each. */
final class ApiPage {
  static final Path FOLDER = Path.of("api");

  private ApiPage() {}

  static Page of(List<PublishedModule> modules) {
    Element body = Page.body("");
    body.appendElement("h1").text("API");
    body.appendElement("p").text("The Javadoc of each artifact of the group io.lameduck.");
    Element table = body.appendElement("div").addClass("table").appendElement("table");
    for (PublishedModule module : modules) {
      Element row = table.appendElement("tr");
      row.appendElement("td")
          .appendElement("a")
          .attr("href", module.artifact() + "/index.html")
          .text(module.artifact());
      row.appendElement("td").text(module.description());
    }
    return new Page(FOLDER.resolve("index.html"), "API", body, true);
  }
}
