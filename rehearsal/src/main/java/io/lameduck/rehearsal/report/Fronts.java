package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the clients asked in place of the pods themselves, such as the Service of a cluster: it does
 * not tell which pod has answered, so requests are counted for it alone.
 */
final class Fronts {
  private Fronts() {}

  /** Their names; empty if the clients asked the pods. */
  static List<String> of(Report report) {
    Set<String> pods =
        report.pods().stream().map(PodHistory::name).collect(Collectors.toUnmodifiableSet());
    return report.results().byPod().keySet().stream()
        .filter(name -> !pods.contains(name))
        .sorted()
        .toList();
  }
}
