package io.lameduck.probe;

import java.util.regex.Pattern;

/**
 * Where the probes are found: full paths, a prefix included.
 *
 * @param alive the path of the liveness probe
 * @param ready the path of the readiness probe
 * @param started the path of the startup probe
 */
public record ProbePaths(String alive, String ready, String started) {
  private static final Pattern PATH = Pattern.compile("/[^?#\\s]*");
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
    return isAtOrBelow(alive, path) || isAtOrBelow(ready, path) || isAtOrBelow(started, path);
  }

  String of(CheckKind kind) {
    return switch (kind) {
      case LIVENESS -> alive;
      case READINESS -> ready;
      case STARTUP -> started;
    };
  }

  private static boolean isAtOrBelow(String parent, String path) {
    return path.startsWith(parent)
        && (path.length() == parent.length() || path.charAt(parent.length()) == '/');
  }

  private static void requirePath(String name, String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          name + ": \"" + path + "\" (expected: a path like /ready)");
    }
  }
}
