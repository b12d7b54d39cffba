package io.lameduck.benchmarks.exit;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.benchmarks.service.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a JVM keeps of one run for the next: classes, loaded and linked, those of the shutdown among
 * them (JEP 483, JEP 514).
 */
record AotCache(Path file) implements AutoCloseable {
  private static final int FIRST_JAVA = 25;

  static boolean isPossible() {
    return Runtime.version().feature() >= FIRST_JAVA;
  }

  /** Learns from a whole life of the service, its end included. */
  static AotCache of(Candidate candidate) throws Exception {
    AotCache cache = new AotCache(Files.createTempFile("lameduck", ".aot"));
    try (RunningService service =
        RunningService.start(candidate, cache.option("-XX:AOTCacheOutput="))) {
      service.terminate();
    }
    return cache;
  }

  /** What makes a JVM use it. */
  Map<String, String> variables() {
    return option("-XX:AOTCache=");
  }

  private Map<String, String> option(String option) {
    return Map.of("JDK_JAVA_OPTIONS", option + file);
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
