package io.lameduck.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Where and when something was measured, in one line. */
public final class Machine {
  private Machine() {}

  public static String today() {
    return String.join(
        ", ",
        LocalDate.now(ZoneOffset.UTC).toString(),
        Runtime.getRuntime().availableProcessors() + " processors (" + processor() + ")",
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
  }

  /** As Linux calls it; elsewhere its architecture. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
