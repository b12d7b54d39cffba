package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a Dockerfile tells about how signals reach the service, and what is in the image. */
public final class Dockerfile {
  private final List<String> lines;

  private Dockerfile(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads one.
   *
   * @throws InvalidFile if that cannot be done
   */
  public static Dockerfile read(Path file) {
    try {
      String text = Files.readString(file, UTF_8).replace("\\\n", " ");
      return new Dockerfile(text.lines().map(String::strip).toList());
    } catch (IOException e) {
      throw new InvalidFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The image that the last stage is built on; empty if there is none. */
  public String base() {
    return last("FROM").orElse("").split("\\s+", 2)[0];
  }

  /** A finding if the service would be run by a shell. */
  public List<Finding> findings() {
    Optional<String> start = last("ENTRYPOINT").or(() -> last("CMD"));
    boolean shellForm =
        start.isPresent() && !start.get().startsWith("[") && !start.get().startsWith("exec ");
    return shellForm
        ? List.of(
            Finding.error(
                "the Dockerfile starts the service in shell form, "
                    + start.get()
                    + ": SIGTERM goes to the shell. Use the exec form, [\"java\", ...]."))
        : List.of();
  }

  /** The argument of the last instruction of this name. */
  private Optional<String> last(String instruction) {
    return lines.stream()
        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length()).strip())
        .reduce((first, last) -> last);
  }
}
