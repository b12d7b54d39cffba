package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Report;
import java.nio.file.Path;
import java.util.List;

/** Services that are replaced under load, of which some clients learn late. */
final class Replaced {
  /** A load so light would prove little; what comes after the last change would prove nothing. */
  private static final long MIN_REQUESTS = 2_000;

  private Replaced() {}

  /** With the library: no request fails, and the pods that were replaced exit with 0. */
  static void assertUnnoticed(String name, PodSpec service, List<Clients> clients)
      throws InterruptedException {
    assertUnnoticed(name, service, clients, Regime.SLOW_TAIL);
  }

  /** The same with clients that learn earlier or later. */
  static void assertUnnoticed(String name, PodSpec service, List<Clients> clients, Regime regime)
      throws InterruptedException {
    Rehearsal rehearsal = rehearsal(regime.patient(service), clients, regime);
    Report report = replace(name + "-" + regime, rehearsal).assertPassed().report();
    assertPutToTheTest(report, clients);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without it: or the other would prove nothing. */
  static void assertNoticed(String name, PodSpec service, List<Clients> clients)
      throws InterruptedException {
    Rehearsal rehearsal = rehearsal(service, clients, Regime.SLOW_TAIL).endAtFirstFailure();
    assertThat(replace(name, rehearsal).report().results().failures()).isNotEmpty();
  }

  /** Every kind of client asked, and new connections came to every pod that was deleted. */
  static void assertPutToTheTest(Report report, List<Clients> clients) {
    assertThat(report.results().requests()).isGreaterThanOrEqualTo(MIN_REQUESTS);
    assertThat(report.results().byClient())
        .containsOnlyKeys(clients.stream().map(Clients::kind).distinct().toList());
    assertThat(report.results().lateConnections())
        .hasSize(2)
        .allSatisfy((pod, late) -> assertThat(late.count()).as(pod).isPositive());
  }

  private static Rehearsal rehearsal(PodSpec service, List<Clients> clients, Regime regime) {
    return Rehearsal.of(service)
        .clients(clients)
        .propagation(regime.propagation())
        .startTimeout(Instance.START); // a start beside the load of a whole rehearsal
  }

  /** Runs the rolling update, keeps its report in a folder of this name, and prints its verdict. */
  static RehearsalResult replace(String name, Rehearsal rehearsal) throws InterruptedException {
    Path folder = Path.of(System.getProperty("it.out", "target/it"), name);
    RehearsalResult result = rehearsal.reportTo(folder).rollingUpdate();
    System.out.println(name + ": " + result.verdictLine());
    return result;
  }
}
