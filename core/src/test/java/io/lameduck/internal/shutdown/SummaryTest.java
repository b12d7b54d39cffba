package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.CloseReport;
import io.lameduck.EndReason;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Traffic;
import io.lameduck.Trigger;
import io.lameduck.WorkInFlight;
import io.lameduck.internal.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final ShutdownCause SIGTERM = ShutdownCause.of(Trigger.SIGTERM);
  private static final List<PhaseReport> PHASES =
      List.of(
          new PhaseReport(Phase.LAME_DUCK, Duration.ofMillis(5_000), EndReason.QUIET),
          new PhaseReport(Phase.DRAINING, Duration.ofMillis(1_240), EndReason.DRAINED));

  @Test
  void ofACleanShutdownIsOneShortLine() {
    assertThat(Summary.of(report(SIGTERM, List.of(), 0, List.of()), "exit 0"))
        .isEqualTo(
            "drained after SIGTERM in 6.4s: lame-duck 5.0s (quiet), draining 1.2s (drained);"
                + " served 20311, late 12 (last new connection after 2.0s), cut 0; exit 0");
  }

  @Test
  void namesWhatWasCutAndWhatDidNotClose() {
    CloseReport closed = closed("cache", Optional.empty());
    CloseReport failed = closed("pool", Optional.of("did not return"));
    ShutdownReport report = report(SIGTERM, work(2), 2, List.of(failed, closed));

    assertThat(Summary.of(report, "exit 1"))
        .endsWith(
            "; served 20311, late 12 (last new connection after 2.0s), cut 2; cut: GET /0 12.3s,"
                + " GET /1 12.3s; not closed: pool 3.0s: did not return; exit 1");
  }

  @Test
  void namesFiveAndCountsTheOthers() {
    assertThat(Summary.of(report(SIGTERM, work(5), 5, List.of()), "exit 1"))
        .endsWith("GET /4 12.3s; exit 1");
    assertThat(Summary.of(report(SIGTERM, work(6), 6, List.of()), "exit 1"))
        .endsWith("GET /4 12.3s and 1 more; exit 1");
  }

  @Test
  void countsThoseThatTheReportDoesNotList() {
    ShutdownReport report = report(SIGTERM, work(Cut.MAX_SHOWN), 2000, List.of());

    assertThat(Summary.of(report, "exit 1")).endsWith("GET /4 12.3s and 1995 more; exit 1");
  }

  @Test
  void namesFiveResourcesAndCountsTheOthers() {
    List<CloseReport> failures =
        IntStream.range(0, 7).mapToObj(i -> closed("pool" + i, Optional.of("broken"))).toList();

    assertThat(Summary.of(report(SIGTERM, List.of(), 0, failures), "exit 1"))
        .endsWith("pool4 3.0s: broken and 2 more; exit 1");
  }

  @Test
  void showsTheAgeHoweverLongTheDescription() {
    WorkInFlight work = new WorkInFlight(Printable.line("x".repeat(500)), Duration.ofSeconds(9));

    assertThat(Summary.of(report(SIGTERM, List.of(work), 1, List.of()), "exit 1"))
        .contains("xx… 9.0s;");
  }

  @Test
  void staysOneBoundedLineWhateverOthersWrote() {
    ShutdownCause cause = new ShutdownCause(Trigger.SHUTDOWN, "a\nb".repeat(1000));
    CloseReport failed = closed("pool", Optional.of("c\r\nd".repeat(1000)));

    assertThat(Summary.of(report(cause, List.of(), 0, List.of(failed)), "exit 1"))
        .doesNotContain("\n", "\r")
        .contains("shutdown (a?ba?b", "pool 3.0s: c??d")
        .hasSizeLessThan(500);
  }

  private static ShutdownReport report(
      ShutdownCause cause, List<WorkInFlight> cut, long allCut, List<CloseReport> resources) {
    Outcome outcome = allCut == 0 ? Outcome.DRAINED : Outcome.CUT;
    Traffic traffic = new Traffic(20_311, 12, 3, Duration.ofSeconds(2), allCut);
    return new ShutdownReport(
        outcome, cause, Duration.ofMillis(6_400), PHASES, traffic, cut, resources);
  }

  private static List<WorkInFlight> work(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new WorkInFlight("GET /" + i, Duration.ofMillis(12_340)))
        .toList();
  }

  private static CloseReport closed(String name, Optional<String> failure) {
    return new CloseReport(name, Duration.ofSeconds(3), failure);
  }
}
