package io.lameduck.rehearsal.report;

import static java.util.Comparator.comparing;

import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the run tells about the settings: how late clients came, and what waiting for them cost. */
final class Advice {
  private static final int MAX_COSTS = 3;
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private final Report report;
  private final List<LateConnections> late;

  private Advice(Report report) {
    this.report = report;
    this.late =
        report.results().lateConnections().values().stream()
            .filter(pod -> pod.count() > 0)
            .toList();
  }

  /** Sentences, the most important first. */
  static List<String> of(Report report) {
    return new Advice(report).sentences();
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (report.results().lateConnections().isEmpty()) {
      return sentences;
    }
    if (!report.complete()) {
      sentences.add(
          "How late clients come was not found out: the rehearsal ended at its first failure.");
      return sentences;
    }
    refused(sentences);
    sentences.add(late.isEmpty() ? noneLate() : howLate());
    cost(sentences);
    report.pods().forEach(pod -> secondSigterm(pod, sentences));
    report.pods().forEach(pod -> exit(pod, sentences));
    return sentences;
  }

  private static String noneLate() {
    return "No new connection came to a pod after its deletion.";
  }

  private String howLate() {
    if (report.propagation() == null) {
      return howLateOnACluster();
    }
    return String.format(
        Locale.ROOT,
        "New connections came to deleted pods until %s after the deletion (half of them by %s, 90"
            + " %% by %s, 99 %% by %s): serving them that long would have been enough.",
        Seconds.of(worst(LateConnections::last)),
        Seconds.of(worst(LateConnections::median)),
        Seconds.of(worst(LateConnections::p90)),
        Seconds.of(worst(LateConnections::p99)));
  }

  /** No pod knows the connections that came after it stopped listening. */
  private String howLateOnACluster() {
    return "The last new connection that a pod accepted came "
        + Seconds.of(worst(LateConnections::last))
        + " after its shutdown began, by its termination message"
        + (report.results().failed() == 0 ? ": serving that long would have been enough." : ".");
  }

  private Duration worst(Function<LateConnections, Duration> of) {
    return late.stream().map(of).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private void refused(List<String> sentences) {
    if (FailureCounts.of(report).of(FailureKind.REFUSED) == 0) {
      return;
    }
    if (report.propagation() == null) {
      refusedOnACluster(sentences);
    } else if (!late.isEmpty()) {
      sentences.add(
          "Connections were refused: a pod has to go on accepting for at least "
              + Seconds.of(worst(LateConnections::last))
              + " after its deletion, here; "
              + (usesLameduck()
                  ? "raise LAMEDUCK_PROPAGATION_DELAY and LAMEDUCK_PROPAGATION_MAX."
                  : "a preStop sleep of that length, and some more in a cluster, does it."));
    }
  }

  /** By an old pod, a new one, or the node: there it is no wonder where no pod is left. */
  private void refusedOnACluster(List<String> sentences) {
    if (!report.verdict().passed()) {
      sentences.add(
          "Connections were refused: a pod has to go on accepting for longer after its deletion ("
              + (usesLameduck()
                  ? "raise LAMEDUCK_PROPAGATION_DELAY and LAMEDUCK_PROPAGATION_MAX"
                  : "a preStop sleep does it")
              + "), or a new one got requests before it listened (it needs a readinessProbe).");
    }
  }

  private boolean usesLameduck() {
    return Headline.ends(report).stream().anyMatch(end -> !OwnPhases.in(end.message()).isEmpty());
  }

  /** Of each pod, or of the slowest one where a list of all would hide the rest. */
  private void cost(List<String> sentences) {
    List<PodHistory> deleted = report.pods().stream().filter(this::wasDeleted).toList();
    boolean few = deleted.size() <= MAX_COSTS;
    (few ? deleted.stream() : deleted.stream().max(comparing(Advice::afterDeletion)).stream())
        .forEach(pod -> cost(pod, sentences));
  }

  private boolean wasDeleted(PodHistory pod) {
    return pod.end() != null && report.results().lateConnections().containsKey(pod.name());
  }

  private static Duration afterDeletion(PodHistory pod) {
    return pod.end() == null ? Duration.ZERO : pod.end().afterDeletion();
  }

  private void cost(PodHistory pod, List<String> sentences) {
    LateConnections connections = report.results().lateConnections().get(pod.name());
    if (pod.end() != null && connections != null) {
      sentences.add(cost(pod.name(), pod.end(), connections.last()));
    }
  }

  private static String cost(String pod, PodEnd end, Duration last) {
    String took = pod + " was gone " + Seconds.of(end.afterDeletion()) + " after its deletion, ";
    String own =
        OwnPhases.lameDuckIn(end.message())
            .map(lameDuck -> Seconds.of(lameDuck) + " of them as a lame duck, ")
            .orElse("");
    Duration after = end.afterDeletion().minus(last);
    return took
        + own
        + (after.isNegative()
            ? Seconds.of(after.negated()) + " before the last client tried to connect."
            : Seconds.of(after) + " after the last new connection.");
  }

  /** A pod that ends so soon after the signal ends because of it, or was about to end anyway. */
  private static void secondSigterm(PodHistory pod, List<String> sentences) {
    pod.afterSecondSigterm()
        .filter(after -> !after.isNegative() && after.compareTo(AT_ONCE) < 0)
        .ifPresent(
            after ->
                sentences.add(
                    pod.name()
                        + " was gone "
                        + Seconds.of(after)
                        + " after its second SIGTERM. If that was why, join it to the shutdown that"
                        + " is under way: a repeated deletion, a restarted kubelet and some runtimes"
                        + " send SIGTERM twice, and mean what they meant the first time."));
  }

  private static void exit(PodHistory pod, List<String> sentences) {
    PodEnd end = pod.end();
    if (end == null) {
      return;
    }
    if (end.killed()) {
      sentences.add(
          pod.name()
              + " did not end within its grace period: give it more, or find what it waits for.");
    } else if (end.exitCode() == 143) {
      sentences.add(
          pod.name()
              + " exited with 143, as a process does that SIGTERM ends: a server that has drained"
              + " better exits with 0, which alerts do not take for an error.");
    }
  }
}
