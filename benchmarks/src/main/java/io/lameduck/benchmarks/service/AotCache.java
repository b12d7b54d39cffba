package io.lameduck.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a JVM keeps of one run for the next: classes, loaded and linked, those of the shutdown among
 * them (JEP 483, JEP 514).
 */
public record AotCache(Path file) implements AutoCloseable {
  private static final int FIRST_JAVA = 25;

  public static boolean isPossible() {
    return Runtime.version().feature() >= FIRST_JAVA;
  }

  /**
   * One that is yet to be filled.
   *
   * @throws IOException if its file cannot be created
   */
  public static AotCache empty() throws IOException {
    return new AotCache(Files.createTempFile("lameduck", ".aot"));
  }

  /** The variables of a JVM that fills it: with what it loads until its orderly end. */
  public Map<String, String> filling() {
    return option("-XX:AOTCacheOutput=");
  }

  /**
   * The variables of a JVM that uses it.
   *
   * @throws IllegalStateException if it is empty: a JVM would go on without it
   * @throws IOException if it cannot be looked at
   */
  public Map<String, String> using() throws IOException {
    if (Files.size(file) == 0) {
      throw new IllegalStateException(file + " is empty (expected: what a JVM left at its end)");
    }
    return option("-XX:AOTCache=");
  }

  private Map<String, String> option(String option) {
    return Map.of("JDK_JAVA_OPTIONS", option + file);
  }

  /**
   * Removes its file.
   *
   * @throws IOException if that is not possible
   */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
