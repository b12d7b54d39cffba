package io.lameduck.it.kube;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Images by the short names that manifests use: those of the examples, and those of these tests
 * under {@code src/test/docker}. Each is built once. Any thread.
 */
final class Images {
  private static final Path EXAMPLES = folder("lameduck.it.examples");
  private static final Path TOOLS = folder("lameduck.it.docker");

  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final Consumer<String> built;

  /**
   * @param built is told the tag of each image when it has been built
   */
  Images(Consumer<String> built) {
    this.built = built;
  }

  private static Path folder(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property + " is not set"));
  }

  /** The tag of the image that a manifest calls by this name, which is not ours as it is. */
  String tagOf(String name) {
    return folderOf(name)
        .map(folder -> tags.computeIfAbsent(name, any -> build(name, folder)))
        .orElse(name);
  }

  private static Optional<Path> folderOf(String name) {
    return Stream.of(EXAMPLES, TOOLS)
        .map(folder -> folder.resolve(name))
        .filter(folder -> Files.exists(folder.resolve("Dockerfile")))
        .findFirst();
  }

  private String build(String name, Path folder) {
    String tag = "lameduck-it/" + name + ":test";
    Docker.build(folder, tag);
    built.accept(tag);
    return tag;
  }
}
