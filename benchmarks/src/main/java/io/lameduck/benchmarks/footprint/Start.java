package io.lameduck.benchmarks.footprint;

import io.lameduck.benchmarks.service.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  static Start with() throws IOException {
    return of(List.of(), "--with");
  }

  /** With the JDK's own server, although the library is on the class path. */
  static Start without() throws IOException {
    return of(
        List.of(
            "-Dcom.sun.net.httpserver.HttpServerProvider="
                + "sun.net.httpserver.DefaultHttpServerProvider"),
        "--without");
  }

  private static Start of(List<String> options, String mode) throws IOException {
    Path loaded = Files.createTempFile("loaded", ".log");
    try {
      long begin = System.nanoTime();
      Process process = new ProcessBuilder(command(options, loaded, mode)).start();
      try {
        if (process.getInputStream().read() < 0) {
          throw new IOException("the service " + mode + " did not start");
        }
        double millis = (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND;
        List<String> classes = classes(loaded);
        long own = classes.stream().filter(Start::isOwn).count();
        return new Start(millis, classes.size(), own, threads(process));
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(loaded);
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
      return lines.filter(line -> line.contains("source:")).toList();
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
