package io.lameduck.probe;

import java.util.Objects;

/**
 * Where the probes are found: full paths, a prefix included.
 *
 * @param alive the path of the liveness probe
 * @param ready the path of the readiness probe
 * @param started the path of the startup probe
 * @since 0.1.0
 */
public record ProbePaths(String alive, String ready, String started) {
  private static final String FORBIDDEN = "?# \t\n\r\f\u000B";
  private static final ProbePaths DEFAULTS = new ProbePaths("/alive", "/ready", "/started");

  /**
   * Checks the paths.
   *
   * @throws IllegalArgumentException if one does not begin with a slash or contains a blank, {@code
   *     ?} or {@code #}, or if two are the same
   */
  public ProbePaths {
    requirePath("alive", alive);
    requirePath("ready", ready);
    requirePath("started", started);
    if (alive.equals(ready) || alive.equals(started) || ready.equals(started)) {
      throw new IllegalArgumentException(
          "paths: " + String.join(", ", alive, ready, started) + " (expected: all different)");
    }
  }

  /** {@code /alive}, {@code /ready} and {@code /started}. */
  public static ProbePaths defaults() {
    return DEFAULTS;
  }

  /** Whether this is the path of a probe, or beneath one. */
  public boolean include(String path) {
    Objects.requireNonNull(path, "path");
    return isAtOrBelow(alive, path) || isAtOrBelow(ready, path) || isAtOrBelow(started, path);
  }

  private static boolean isAtOrBelow(String parent, String path) {
    return path.startsWith(parent)
        && (path.length() == parent.length() || path.charAt(parent.length()) == '/');
  }

  private static boolean isPath(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (FORBIDDEN.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return text.startsWith("/");
  }

  private static void requirePath(String name, String path) {
    Objects.requireNonNull(path, name);
    if (!isPath(path)) {
      throw new IllegalArgumentException(
          name + ": \"" + path + "\" (expected: a path like /ready)");
    }
  }
}
