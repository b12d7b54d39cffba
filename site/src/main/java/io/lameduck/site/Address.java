package io.lameduck.site;

import java.nio.file.Path;
import java.util.Optional;

/** Which page of the site shows a file or a folder of the repository. */
final class Address {
  private static final String INDEX = "index.html";

  private final Sources sources;

  Address(Sources sources) {
    this.sources = sources;
  }

  /**
   * The path from the root of the site; empty if there is nothing to be shown. A README is the page
   * of its folder, as it is where the repository is hosted.
   */
  Optional<Path> of(Path file) {
    if (sources.isFolder(file)) {
      return Optional.of(file.resolve(INDEX));
    } else if (!sources.isFile(file)) {
      return Optional.empty();
    } else if (file.endsWith("README.md")) {
      return Optional.of(file.resolveSibling(INDEX));
    } else if (isImage(file)) {
      return Optional.of(file);
    }
    String name = file.getFileName().toString();
    return Optional.of(file.resolveSibling(name.replaceFirst("\\.md$", "") + ".html"));
  }

  static boolean isImage(Path file) {
    return file.toString().endsWith(".png") || file.toString().endsWith(".svg");
  }

  /** How one page of the site names another one. */
  static String relative(Path from, Path to) {
    Path folder = from.getParent();
    Path relative = folder == null ? to : folder.relativize(to);
    return relative.toString().replace('\\', '/');
  }
}
