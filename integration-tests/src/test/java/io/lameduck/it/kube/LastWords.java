package io.lameduck.it.kube;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a pod said of its own end, in the last line of its log. It is known of every pod, while
 * kubelets before 1.22 lose the end of most pods that are deleted (kubernetes/kubernetes#95364).
 */
record LastWords(String text, int exitCode) {
  /** At the end of a line, or of a string in one that is JSON. */
  private static final Pattern SUMMARY = Pattern.compile("[a-z-]+ after .*; exit (\\d+)(?=\"|$)");

  /** That a pod has ended without any. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String why) {
      super(why);
    }
  }

  /**
   * @param lines the log of the container that was the last of its pod
   * @param kubelet how the container ended, where the kubelet remembers it
   * @throws Missing if the log has none, or the kubelet has seen another exit code
   */
  static LastWords in(List<String> lines, Optional<Ended> kubelet) throws Missing {
    LastWords words =
        last(lines)
            .orElseThrow(() -> new Missing("it wrote no summary; last lines: " + tail(lines)));
    if (kubelet.isPresent() && kubelet.get().exitCode() != words.exitCode()) {
      throw new Missing("it wrote '" + words.text() + "', but the kubelet saw " + kubelet.get());
    }
    return words;
  }

  private static Optional<LastWords> last(List<String> lines) {
    return lines.stream()
        .flatMap(line -> SUMMARY.matcher(line).results())
        .reduce((earlier, later) -> later)
        .map(LastWords::of);
  }

  private static LastWords of(MatchResult summary) {
    return new LastWords(summary.group(), Integer.parseInt(summary.group(1)));
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 3), lines.size());
  }
}
