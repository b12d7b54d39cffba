package io.lameduck.rehearsal.propagation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a cluster takes to forget a pod, on each path.
 *
 * @param times of the paths on which there were answers
 * @param unanswered the others, each with the reason in words
 * @param linger how long a pod was there to be asked
 */
public record PropagationReport(
    List<ForgettingTime> times, List<String> unanswered, Duration linger) {
  static PropagationReport of(
      Map<String, Seen> seen, Set<String> answering, Set<String> deleted, Duration linger) {
    List<ForgettingTime> times = new ArrayList<>();
    List<String> unanswered = new ArrayList<>();
    seen.forEach(
        (path, all) -> {
          if (answering.contains(path)) {
            times.add(ForgettingTime.of(path, all, deleted));
          } else {
            unanswered.add(path + ": no answer, " + all.failure());
          }
        });
    return new PropagationReport(List.copyOf(times), List.copyOf(unanswered), linger);
  }

  /** For a terminal. */
  public String text() {
    StringBuilder text =
        new StringBuilder("Last new connection to a deleted pod, after its SIGTERM:\n\n")
            .append(
                String.format(
                    "%-10s %5s %8s %8s %8s %12s %8s%n",
                    "path", "pods", "p50", "p99", "max", "connections", "failed"));
    times.forEach(time -> text.append(row(time)));
    unanswered.forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    times.forEach(time -> text.append(setting(time)).append('\n'));
    return text.toString();
  }

  private static String row(ForgettingTime time) {
    return String.format(
        Locale.ROOT,
        "%-10s %5d %8s %8s %8s %,12d %,8d%n",
        time.path(),
        time.pods(),
        seconds(time.p50()),
        seconds(time.p99()),
        seconds(time.max()),
        time.connections(),
        time.failed());
  }

  private String setting(ForgettingTime time) {
    return time.path() + ": " + ForgettingAdvice.of(time, linger);
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** As JSON, times in milliseconds. */
  public String json() {
    List<PathJson> paths = times.stream().map(time -> PathJson.of(time, linger)).toList();
    return JsonMapper.shared()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(new Json(paths, unanswered));
  }

  private record Json(List<PathJson> paths, List<String> unanswered) {}

  private record PathJson(
      String path,
      int pods,
      long p50Millis,
      long p99Millis,
      long maxMillis,
      long connections,
      long failed,
      String advice) {
    static PathJson of(ForgettingTime time, Duration linger) {
      return new PathJson(
          time.path(),
          time.pods(),
          time.p50().toMillis(),
          time.p99().toMillis(),
          time.max().toMillis(),
          time.connections(),
          time.failed(),
          ForgettingAdvice.of(time, linger));
    }
  }
}
