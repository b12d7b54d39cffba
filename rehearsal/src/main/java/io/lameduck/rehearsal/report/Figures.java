package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The six figures that tell most, in a strip at the top of the page. */
final class Figures {
  private static final String NOTHING = "–";
  private static final Count NONE = new Count(0, Map.of());

  /**
   * One of them.
   *
   * @param note what it is of; may be empty
   * @param bad whether it is a reason to worry
   */
  record Figure(String name, String value, String note, boolean bad) {}

  private Figures() {}

  static List<Figure> of(Report report) {
    return List.of(
        new Figure("requests", Numbers.of(report.results().requests()), "", false),
        failed(report),
        latency(report),
        coldStart(report),
        lastLate(report),
        exit(report));
  }

  static Tag draw(Report report) {
    Tag strip = Tag.of("dl", "figures");
    of(report).forEach(figure -> strip.add(draw(figure)));
    return strip;
  }

  private static Tag draw(Figure figure) {
    return Tag.of("div", "figure")
        .add("dt", figure.name())
        .add(Tag.of("dd", figure.bad() ? "value bad" : "value").text(figure.value()))
        .add(Tag.of("dd", "note").text(figure.note()));
  }

  private static Figure failed(Report report) {
    long failed = report.results().failed();
    boolean tolerated = failed > 0 && report.verdict().passed();
    String note = tolerated ? "tolerated" : FailureCounts.of(report).toString();
    return new Figure("failed", Numbers.of(failed), note, failed > 0 && !tolerated);
  }

  /** Of the kind with most requests: the p99 of all kinds would be that of the slow ones. */
  private static Figure latency(Report report) {
    return report.results().latency().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .max(Comparator.comparingLong(client -> requests(report, client.getKey())))
        .map(Figures::latency)
        .orElse(new Figure("p99", NOTHING, "", false));
  }

  private static long requests(Report report, ClientKind client) {
    return report.results().byClient().getOrDefault(client, NONE).requests();
  }

  private static Figure latency(Map.Entry<ClientKind, Latency> client) {
    String p99 = Seconds.precisely(client.getValue().p99());
    return new Figure("p99", p99, client.getKey().label(), false);
  }

  private static Figure coldStart(Report report) {
    return report
        .results()
        .coldStarts()
        .ofNewPods()
        .map(Figures::coldStart)
        .orElse(new Figure("cold start", NOTHING, noNewPod(report), false));
  }

  private static String noNewPod(Report report) {
    List<String> fronts = Fronts.of(report);
    return fronts.isEmpty()
        ? "no new pod was asked"
        : String.join(", ", fronts) + " does not tell which pod answered";
  }

  private static Figure coldStart(ColdStart newPods) {
    return newPods.conclusive()
        ? new Figure(
            "cold start",
            "×\u2009" + ColdStartTable.ratio(newPods),
            Seconds.precisely(newPods.first().p99())
                + ", steady "
                + Seconds.precisely(newPods.steady().p99()),
            false)
        : new Figure("cold start", NOTHING, "too few requests to tell", false);
  }

  private static Figure lastLate(Report report) {
    Optional<Map.Entry<String, LateConnections>> latest =
        report.results().lateConnections().entrySet().stream()
            .filter(pod -> pod.getValue().count() > 0)
            .max(Comparator.comparing(pod -> pod.getValue().last()));
    return latest
        .map(
            pod ->
                new Figure(
                    "last late connection",
                    "+" + Seconds.of(pod.getValue().last()),
                    pod.getKey() + ", after its deletion",
                    false))
        .orElse(new Figure("last late connection", NOTHING, noneLate(report), false));
  }

  private static String noneLate(Report report) {
    boolean unknown =
        report.results().lateConnections().isEmpty()
            && report.pods().stream()
                .anyMatch(pod -> pod.end() != null && Headline.wasDeleted(pod.end()));
    return unknown ? "a proxy hides them" : "none came";
  }

  private static Figure exit(Report report) {
    Optional<PodHistory> slowest =
        report.pods().stream()
            .filter(pod -> pod.end() != null && Headline.wasDeleted(pod.end()))
            .max(Comparator.comparing(Figures::afterDeletion));
    return slowest
        .map(
            pod ->
                new Figure(
                    "slowest exit",
                    Seconds.of(afterDeletion(pod)),
                    pod.name() + (isKilled(pod) ? ", killed" : ", after its deletion"),
                    isKilled(pod)))
        .orElse(new Figure("slowest exit", NOTHING, "no pod was deleted", false));
  }

  private static Duration afterDeletion(PodHistory pod) {
    PodEnd end = pod.end();
    return end == null ? Duration.ZERO : end.afterDeletion();
  }

  private static boolean isKilled(PodHistory pod) {
    PodEnd end = pod.end();
    return end != null && end.killed();
  }
}
