package io.lameduck.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the site: the pages, the files they link to, the Javadoc, and what the search needs. */
final class Site {
  private final Sources sources;
  private final Path target;
  private final List<PublishedModule> modules;

  Site(Sources sources, Path target, List<PublishedModule> modules) {
    this.sources = sources;
    this.target = target;
    this.modules = modules;
  }

  /**
   * Writes the site of a repository, into a folder that has the assets already.
   *
   * @param arguments the root of the repository, and the folder
   * @throws IOException if a link is broken, with all that are
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[1]);
    Sources sources = new Sources(Path.of(arguments[0]).normalize());
    new Site(sources, target, PublishedModule.of(sources)).write();
    List<String> broken = new LinkCheck(target).broken();
    if (!broken.isEmpty()) {
      throw new IOException("broken links:\n  " + String.join("\n  ", broken));
    }
  }

  void write() throws IOException {
    List<Page> pages = pages();
    pages.add(ApiPage.of(modules));
    Map<Path, Page> byPath =
        pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
    Template template = new Template(resource("page.html"), new Navigation(navigation(), byPath));
    for (Page page : pages) {
      write(page.path(), template.fill(page));
    }
    write(Path.of("assets", "sections.js"), SearchIndex.of(pages));
    for (PublishedModule module : modules) {
      module.copyTo(target.resolve(ApiPage.FOLDER));
    }
  }

  private List<Page> pages() throws IOException {
    Markdown markdown = new Markdown(sources);
    List<Page> pages = new ArrayList<>();
    for (Path file : sources.pages()) {
      pages.add(markdown.page(file));
    }
    SourcePages shown = new SourcePages(sources);
    for (Path linked : markdown.linked()) {
      if (Address.isImage(linked)) {
        copy(linked);
      } else {
        shown.of(linked).stream().filter(page -> !has(pages, page)).forEach(pages::add);
      }
    }
    return pages;
  }

  /** A file may be linked to, and be in a folder that is. */
  private static boolean has(List<Page> pages, Page page) {
    return pages.stream().anyMatch(other -> other.path().equals(page.path()));
  }

  private static List<String> navigation() throws IOException {
    return resource("navigation.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  private static String resource(String name) throws IOException {
    try (var resource = Site.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException("no resource " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    }
  }

  private void copy(Path image) throws IOException {
    Path copy = target.resolve(image);
    Files.createDirectories(copy.getParent());
    Files.copy(sources.root().resolve(image), copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path path, String text) throws IOException {
    Path file = target.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
