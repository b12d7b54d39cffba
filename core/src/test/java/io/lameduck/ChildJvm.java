package io.lameduck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own that has run to its end, for what cannot be tried in the JVM of the tests.
 *
 * @param output all it wrote, to whichever stream
 */
public record ChildJvm(int status, String output) {
  /** Runs a class of the tests. */
  public static ChildJvm run(Class<?> main, String... options)
      throws IOException, InterruptedException {
    return run(command(main, options));
  }

  /** Runs a class of the tests; the JVM is born with SIGTERM ignored. */
  public static ChildJvm runIgnoringSigterm(Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' TERM; exec \"$@\"", "sh"));
    command.addAll(command(main));
    return run(command);
  }

  private static ChildJvm run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new ChildJvm(process.waitFor(), output);
  }

  private static List<String> command(Class<?> main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
