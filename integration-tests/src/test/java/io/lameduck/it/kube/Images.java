package io.lameduck.it.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images by the short names that manifests use: those of the examples, that of the rehearsal, and
 * those of these tests under {@code src/test/docker}. Each is built once. One whose Dockerfile has
 * {@code ARG HELLO} is told the tag of the image {@code hello}. Any thread.
 */
final class Images {
  /** The command line of the rehearsal. */
  static final String REHEARSAL = "lameduck-rehearsal";

  private static final Path EXAMPLES = folder("it.examples");
  private static final Path TOOLS = folder("it.docker");
  private static final Path COMMAND_LINE = EXAMPLES.resolveSibling("rehearsal-cli");
  private static final Pattern ARGUMENT = Pattern.compile("(?m)^ARG (\\w+)");

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
    return folderOf(name).map(folder -> tagOf(name, folder, arguments(folder))).orElse(name);
  }

  /** Apart from the arguments, because building one image must not wait within another's. */
  private String tagOf(String name, Path folder, Map<String, String> arguments) {
    return tags.computeIfAbsent(name, any -> build(name, folder, arguments));
  }

  private Map<String, String> arguments(Path folder) {
    return ARGUMENT
        .matcher(read(folder.resolve("Dockerfile")))
        .results()
        .map(match -> match.group(1))
        .filter(argument -> folderOf(image(argument)).isPresent())
        .collect(Collectors.toMap(argument -> argument, argument -> tagOf(image(argument))));
  }

  private static String image(String argument) {
    return argument.toLowerCase(Locale.ROOT);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folderOf(String name) {
    Stream<Path> folders =
        name.equals(REHEARSAL)
            ? Stream.of(COMMAND_LINE)
            : Stream.of(EXAMPLES, TOOLS).map(folder -> folder.resolve(name));
    return folders.filter(folder -> Files.exists(folder.resolve("Dockerfile"))).findFirst();
  }

  private String build(String name, Path folder, Map<String, String> arguments) {
    String tag = "lameduck-it/" + name + ":test";
    Docker.build(folder, tag, arguments);
    built.accept(tag);
    return tag;
  }
}
