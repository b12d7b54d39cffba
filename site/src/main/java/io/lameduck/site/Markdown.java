package io.lameduck.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

/** Makes pages of Markdown, whose links lead to pages of the site. */
final class Markdown {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private final Sources sources;
  private final Address address;
  private final Set<Path> linked = new TreeSet<>();

  Markdown(Sources sources) {
    this.sources = sources;
    this.address = new Address(sources);
  }

  Page page(Path file) throws IOException {
    Path path = address.of(file).orElseThrow();
    Element body = Page.body(renderer.render(parser.parse(sources.read(file))));
    body.select("a[href]").forEach(link -> rewrite(file, path, link, "href"));
    body.select("img[src]").forEach(image -> rewrite(file, path, image, "src"));
    body.select("table").wrap("<div class=\"table\"></div>");
    body.select("pre:has(> code.language-mermaid)").forEach(Markdown::toDiagram);
    body.select("h2, h3").forEach(Markdown::addAnchor);
    return new Page(path, body.expectFirst("h1").text(), body, true);
  }

  /** The files and folders that pages link to and that are no pages themselves. */
  Set<Path> linked() {
    return linked;
  }

  /** What leads nowhere stays as it is, for the check of the links to find. */
  private void rewrite(Path file, Path page, Element element, String attribute) {
    String link = element.attr(attribute);
    if (link.startsWith("#") || link.matches("[a-z]+:.*")) {
      return;
    }
    String[] parts = link.split("#", 2);
    Path target = file.resolveSibling(parts[0]).normalize();
    address
        .of(target)
        .ifPresent(
            to -> {
              if (!isPage(target)) {
                linked.add(target);
              }
              String fragment = parts.length > 1 ? "#" + parts[1] : "";
              element.attr(attribute, Address.relative(page, to) + fragment);
            });
  }

  private boolean isPage(Path target) {
    return target.toString().endsWith(".md") || sources.isFile(target.resolve("README.md"));
  }

  private static void toDiagram(Element block) {
    block.addClass("mermaid").text(block.wholeText());
  }

  private static void addAnchor(Element heading) {
    heading
        .appendElement("a")
        .addClass("anchor")
        .attr("href", "#" + heading.id())
        .attr("aria-label", "Link to this section");
  }
}
