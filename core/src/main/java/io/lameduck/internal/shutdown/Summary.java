package io.lameduck.internal.shutdown;

import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A shutdown in one line, what matters most first: for the log and for the termination message. */
final class Summary {
  private static final int MAX_NAMED = 5;

  private Summary() {}

  /**
   * @param exit how the process ends: {@code exit 0}
   */
  static String of(ShutdownReport report, String exit) {
    return report.outcome().word()
        + " after "
        + Printable.line(report.cause().toString())
        + " in "
        + DurationText.seconds(report.duration())
        + ": "
        + list(report.phases())
        + "; "
        + report.traffic()
        + trouble("; cut: ", report.cut(), report.traffic().cut())
        + trouble("; not closed: ", failures(report), report.failures().size())
        + "; "
        + exit;
  }

  /** A shutdown under way, for the case that the process is killed before its end. */
  static String unfinished(ShutdownCause cause, String phases, Duration left) {
    return "not finished after "
        + Printable.line(cause.toString())
        + ": "
        + phases
        + " with "
        + DurationText.seconds(left)
        + " left";
  }

  /**
   * Follows {@link #unfinished} where nobody has told when SIGKILL comes: why it may have come
   * early.
   */
  static String killedEarly(Duration gracePeriod) {
    return "; if the grace period was over, it was shorter than LAMEDUCK_GRACE_PERIOD="
        + DurationText.exact(gracePeriod)
        + ", or a preStop hook spent it";
  }

  private static List<String> failures(ShutdownReport report) {
    return report.failures().stream().map(failure -> Printable.line(failure.toString())).toList();
  }

  /** The first few of all the items, and how many there are beyond them. */
  private static String trouble(String title, List<?> items, long all) {
    if (items.isEmpty()) {
      return "";
    }
    List<?> named = items.subList(0, Math.min(MAX_NAMED, items.size()));
    long more = all - named.size();
    return title + list(named) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String list(List<?> items) {
    return items.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
