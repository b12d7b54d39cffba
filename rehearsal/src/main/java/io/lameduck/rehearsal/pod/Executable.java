package io.lameduck.rehearsal.pod;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds programs as a shell does. */
public final class Executable {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Executable() {}

  /** The file a command's first word stands for; empty if there is none that can be executed. */
  public static Optional<Path> find(String word) {
    if (word.contains(File.separator)) {
      return Optional.of(Path.of(word)).filter(Executable::isProgram);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return SEPARATOR
        .splitAsStream(path)
        .map(folder -> Path.of(folder, word))
        .filter(Executable::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
