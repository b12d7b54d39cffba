package io.lameduck.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the repository, by their paths from its root.
 *
 * @param root its folder
 */
record Sources(Path root) {
  /** What a build or an editor leaves behind, and what is only for the host of the repository. */
  private static boolean isHidden(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".") || name.toString().equals("target")) {
        return true;
      }
    }
    return false;
  }

  /** Every page in Markdown. */
  List<Path> pages() throws IOException {
    return below(Path.of("")).stream().filter(file -> file.toString().endsWith(".md")).toList();
  }

  /** The files below a folder, at any depth. */
  List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(file -> !isHidden(file))
          .sorted()
          .toList();
    }
  }

  boolean isFile(Path path) {
    return Files.isRegularFile(root.resolve(path));
  }

  boolean isFolder(Path path) {
    return Files.isDirectory(root.resolve(path));
  }

  String read(Path path) throws IOException {
    return Files.readString(root.resolve(path));
  }
}
