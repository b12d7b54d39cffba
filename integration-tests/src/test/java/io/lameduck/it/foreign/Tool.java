package io.lameduck.it.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that is not a part of the project. */
public record Tool(String name) {
  private static final long AT_MOST_SECONDS = 20;

  /** Why it is of no use here; empty if it is. */
  public String missing() {
    return isInstalled() ? "" : "there is no " + name;
  }

  /** The same, of a version that says of itself that it has something. */
  String missing(String neededInVersion) {
    try {
      boolean here = isInstalled() && run(List.of("--version")).contains(neededInVersion);
      return here ? "" : "there is no " + name + " with " + neededInVersion;
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isInstalled() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Runs it and returns what it writes, which must be little. */
  public String run(List<String> arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(name + " has not ended in " + AT_MOST_SECONDS + " s");
      }
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
