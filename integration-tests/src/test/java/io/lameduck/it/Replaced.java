package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.load.Clients;
import io.lameduck.rehearsal.load.Propagation;
import io.lameduck.rehearsal.pod.PodSpec;
import io.lameduck.rehearsal.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Services that are replaced under load, of which some clients learn late. */
final class Replaced {
  private static final long ENOUGH = 15_000;
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  private Replaced() {}

  /** With the library: no request fails, and the pods that were replaced exit with 0. */
  static void assertUnnoticed(String name, PodSpec service, List<Clients> clients)
      throws InterruptedException {
    PodSpec patient = service.with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Report report = replace(name, patient, clients, ENOUGH);
    report.assertNoFailedRequest();
    assertThat(report.results().requests()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.end().exitCode()).isZero());
  }

  /** Without it: or the other would prove nothing. */
  static void assertNoticed(String name, PodSpec service, List<Clients> clients)
      throws InterruptedException {
    assertThat(replace(name, service, clients, 0).results().failures()).isNotEmpty();
  }

  private static Report replace(String name, PodSpec service, List<Clients> clients, long requests)
      throws InterruptedException {
    Path folder = Path.of(System.getProperty("lameduck.it.out", "target/it"), name);
    Report report =
        Rehearsal.of(service)
            .clients(clients)
            .propagation(SLOW_TAIL)
            .atLeast(requests)
            .reportTo(folder)
            .rollingUpdate();
    System.out.println(name + ": " + report.verdictLine());
    return report;
  }
}
