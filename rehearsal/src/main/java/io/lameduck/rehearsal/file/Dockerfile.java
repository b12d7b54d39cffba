package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Dockerfile tells about how signals reach the service, and what is in the image. */
public final class Dockerfile {
  private static final Pattern FROM =
      Pattern.compile("(?i)FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?.*");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Of the last stage and of those it is built on, the first of them first. */
  private final List<String> lines;

  private final String base;

  private Dockerfile(List<String> lines, String base) {
    this.lines = lines;
    this.base = base;
  }

  /**
   * Reads one.
   *
   * @throws InvalidFile if that cannot be done
   */
  public static Dockerfile read(Path file) {
    try {
      String text = Files.readString(file, UTF_8).replaceAll("\\\\\\r?\\n", " ");
      return of(text.lines().map(String::strip).toList());
    } catch (IOException e) {
      throw new InvalidFile(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Dockerfile of(List<String> lines) {
    Map<String, Dockerfile> stages = new HashMap<>();
    Dockerfile stage = new Dockerfile(new ArrayList<>(), "");
    for (String line : lines) {
      Matcher from = FROM.matcher(line);
      if (!from.matches()) {
        stage.lines.add(line);
        continue;
      }
      String image = from.group(1);
      Dockerfile below = stages.get(image.toLowerCase(Locale.ROOT));
      stage =
          below == null
              ? new Dockerfile(new ArrayList<>(), image)
              : new Dockerfile(new ArrayList<>(below.lines), below.base);
      if (from.group(2) != null) {
        stages.put(from.group(2).toLowerCase(Locale.ROOT), stage);
      }
    }
    return stage;
  }

  /** The image that the last stage is built on; empty if there is none. */
  public String base() {
    return base;
  }

  /** A finding if the service would be run by a shell. */
  public List<Finding> findings() {
    Optional<String> start = last("ENTRYPOINT").or(() -> last("CMD"));
    return start.filter(Dockerfile::isForAShell).stream()
        .map(
            command ->
                Finding.error(
                    "the Dockerfile starts the service in shell form, "
                        + command
                        + ": SIGTERM goes to the shell. Use the exec form, [\"java\", ...]."))
        .toList();
  }

  private static boolean isForAShell(String command) {
    return command.startsWith("[")
        ? ShellForm.of(QUOTED.matcher(command).results().map(found -> found.group(1)).toList())
        : !command.startsWith("exec ");
  }

  /** The argument of the last instruction of this name. */
  private Optional<String> last(String instruction) {
    return lines.stream()
        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length()).strip())
        .reduce((first, last) -> last);
  }
}
