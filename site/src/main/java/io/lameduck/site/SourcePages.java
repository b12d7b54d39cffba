package io.lameduck.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Shows the files of the repository that pages link to; of a folder, its list and each file. */
final class SourcePages {
  private final Sources sources;
  private final Address address;

  SourcePages(Sources sources) {
    this.sources = sources;
    this.address = new Address(sources);
  }

  List<Page> of(Path path) throws IOException {
    return sources.isFolder(path) ? folder(path) : List.of(file(path));
  }

  private List<Page> folder(Path folder) throws IOException {
    Path path = address.of(folder).orElseThrow();
    List<Page> pages = new ArrayList<>();
    Element body = body(folder);
    Element list = body.appendElement("ul");
    for (Path file : sources.below(folder)) {
      Page page = file(file);
      pages.add(page);
      list.appendElement("li")
          .appendElement("a")
          .attr("href", Address.relative(path, page.path()))
          .text(folder.relativize(file).toString());
    }
    pages.add(new Page(path, folder.toString(), body, false));
    return pages;
  }

  private Page file(Path file) throws IOException {
    Element body = body(file);
    body.appendElement("pre")
        .appendElement("code")
        .addClass("language-" + language(file.getFileName().toString()))
        .text(sources.read(file));
    return new Page(address.of(file).orElseThrow(), file.toString(), body, false);
  }

  private static Element body(Path path) {
    Element body = Page.body("");
    body.appendElement("h1").text(path.toString());
    return body;
  }

  private static String language(String name) {
    if (name.startsWith("Dockerfile")) {
      return "dockerfile";
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "plaintext" : name.substring(dot + 1);
  }
}
