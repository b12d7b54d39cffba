package io.lameduck.benchmarks.footprint;

import io.lameduck.benchmarks.service.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The start of a service on the JDK's server.
 *
 * @param millis from the start of the process until it said that it is up
 * @param classes how many were loaded by then
 * @param own how many of them are the library's, hidden ones included
 * @param threads how many there were then, those of the JVM included; 0 where that cannot be seen
 */
record Start(double millis, long classes, long own, long threads) {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final long LONGEST_END_SECONDS = 60;

  /** What is loaded from here on goes on behind the start. */
  private static final String AFTER_IT = " io.lameduck.internal.start.DryRun ";

  static Start with(Map<String, String> variables) throws Exception {
    return of(List.of(), "--with", variables);
  }

  /** With the JDK's own server, although the library is on the class path. */
  static Start without(Map<String, String> variables) throws Exception {
    return of(
        List.of(
            "-Dcom.sun.net.httpserver.HttpServerProvider="
                + "sun.net.httpserver.DefaultHttpServerProvider"),
        "--without",
        variables);
  }

  private static Start of(List<String> options, String mode, Map<String, String> variables)
      throws Exception {
    Path loaded = Files.createTempFile("loaded", ".log");
    try {
      ProcessBuilder service = new ProcessBuilder(command(options, loaded, mode));
      service.environment().putAll(variables);
      long begin = System.nanoTime();
      Process process = service.start();
      try {
        String said = process.inputReader().readLine();
        if (!"up".equals(said)) {
          throw new IOException("the service " + mode + " did not start: " + said);
        }
        double millis = (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND;
        List<String> classes = classes(loaded);
        long own = classes.stream().filter(Start::isOwn).count();
        long threads = threads(process);
        end(process);
        return new Start(millis, classes.size(), own, threads);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(loaded);
    }
  }

  /** Sends SIGTERM by the handle, which leaves the streams open: an AOT cache is then written. */
  private static void end(Process process) throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not end on SIGTERM");
    }
  }

  private static List<String> command(List<String> options, Path loaded, String mode) {
    return Stream.of(
            Java.with("-Xlog:class+load=info:file=" + loaded).stream(),
            options.stream(),
            Stream.of("-cp", System.getProperty("java.class.path")),
            Stream.of(JdkService.class.getName(), mode))
        .flatMap(words -> words)
        .toList();
  }

  private static List<String> classes(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("source:"))
          .takeWhile(line -> !line.contains(AFTER_IT))
          .toList();
    }
  }

  private static boolean isOwn(String line) {
    return line.contains(" io.lameduck.") && !line.contains(" io.lameduck.benchmarks.");
  }

  private static long threads(Process process) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    try (Stream<Path> each = Files.list(tasks)) {
      return each.count();
    }
  }
}
