package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict in one line. */
final class Headline {
  private Headline() {}

  static String of(Report report) {
    boolean passed = report.verdict().passed();
    return (passed ? "PASSED: " : "FAILED: ")
        + report.scenario()
        + " of "
        + report.service()
        + ": "
        + (passed ? requests(report) + "." : String.join(" ", report.verdict().reasons()))
        + end(report)
        + pods(report);
  }

  static String end(Report report) {
    return report.complete() ? "" : " Ended at the first failure.";
  }

  /** What became of the requests where the rehearsal passed. */
  static String requests(Report report) {
    long failed = report.results().failed();
    String all = Numbers.of(report.results().requests()) + " requests";
    return failed == 0
        ? all + ", none failed"
        : String.format(
            Locale.ROOT, "%s, %,d failures tolerated (%s)", all, failed, FailureCounts.of(report));
  }

  private static String pods(Report report) {
    List<PodEnd> deleted = ends(report).stream().filter(Headline::wasDeleted).toList();
    return deleted.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " %,d %s terminated, the slowest in %s after its deletion.",
            deleted.size(),
            deleted.size() == 1 ? "pod" : "pods",
            Seconds.of(slowest(deleted)));
  }

  static List<PodEnd> ends(Report report) {
    Stream<@Nullable PodEnd> ends = report.pods().stream().map(PodHistory::end);
    return ends.filter(Objects::nonNull).toList();
  }

  static boolean wasDeleted(PodEnd end) {
    return !end.afterDeletion().isZero();
  }

  private static Duration slowest(List<PodEnd> ends) {
    return ends.stream()
        .map(PodEnd::afterDeletion)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
