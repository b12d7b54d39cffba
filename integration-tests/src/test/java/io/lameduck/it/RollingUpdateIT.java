package io.lameduck.it;

import static io.lameduck.rehearsal.load.ClientKind.PIPELINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.load.Clients;
import io.lameduck.rehearsal.load.Failure;
import io.lameduck.rehearsal.load.FailureKind;
import io.lameduck.rehearsal.load.Propagation;
import io.lameduck.rehearsal.pod.PodEnd;
import io.lameduck.rehearsal.pod.PodHistory;
import io.lameduck.rehearsal.pod.PodSpec;
import io.lameduck.rehearsal.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The promise of the library: two instances are replaced under load, and no request fails. */
@Timeout(240)
class RollingUpdateIT {
  private static final long ENOUGH = 20_000;

  private static final List<Clients> CLIENTS =
      Stream.concat(LoadOf.everyKindOfHttp11().stream(), Stream.of(Clients.of(PIPELINING, 2)))
          .toList();
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  private final String name;

  RollingUpdateIT(TestInfo test) {
    this.name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void noRequestFailsWhenAllClientsLearnAtOnce() throws Exception {
    assertFlawless(rehearse(Example.hello(), Propagation.fixed(Duration.ofMillis(200)), ENOUGH));
  }

  /** The delay alone would be too short: it is the late connections that extend the lame duck. */
  @Test
  void noRequestFailsWhenTheTailIsSlowerThanTheDelay() throws Exception {
    Duration delay = Duration.ofSeconds(2);
    PodSpec hello = Example.hello().with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Report report = rehearse(hello, SLOW_TAIL, ENOUGH);
    assertFlawless(report);
    assertExtendedBeyond(delay, SLOW_TAIL.tail(), report);
  }

  @Test
  void noRequestFailsWhenClientsLearnLongAfterTheDelay() throws Exception {
    Propagation late = Propagation.fixed(Duration.ofSeconds(6)).withTail(Duration.ofSeconds(10), 5);
    Report report = rehearse(Example.hello(), late, ENOUGH);
    assertFlawless(report);
    assertExtendedBeyond(Duration.ofSeconds(5), late.tail(), report);
  }

  @Test
  void noRequestFailsWhenNoClientLearnsUntilTheCap() throws Exception {
    PodSpec hello = Example.hello().with("LAMEDUCK_PROPAGATION_MAX", "8s");
    Report report = rehearse(hello, Propagation.fixed(Duration.ofMillis(7500)), ENOUGH);
    assertFlawless(report);
    assertThat(ends(report))
        .extracting(end -> LameDuck.in(end.message()))
        .allSatisfy(
            lameDuck -> {
              assertThat(lameDuck.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
              assertThat(lameDuck.end()).isEqualTo("max");
            });
  }

  /** Without this one the others would prove nothing. */
  @Test
  void requestsAreRefusedWithoutALameDuck() throws Exception {
    PodSpec hello =
        Example.hello()
            .with("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .with("LAMEDUCK_PROPAGATION_MAX", "0s")
            .with("LAMEDUCK_QUIET_PERIOD", "0s");
    Report report = rehearse(hello, SLOW_TAIL, 0);
    assertThat(report.results().failures()).extracting(Failure::kind).contains(FailureKind.REFUSED);
    assertThat(report.verdict().passed()).isFalse();
  }

  private Report rehearse(PodSpec hello, Propagation propagation, long requests) throws Exception {
    Path folder = Path.of(System.getProperty("lameduck.it.out", "target/it"), name);
    Report report =
        Rehearsal.of(Probed.often(hello))
            .clients(CLIENTS)
            .propagation(propagation)
            .atLeast(requests)
            .reportTo(folder)
            .rollingUpdate();
    System.out.println(name + ": " + report.verdictLine());
    return report;
  }

  private static void assertFlawless(Report report) {
    report.assertNoFailedRequest();
    assertThat(report.results().requests()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(report.results().byClient()).hasSize(CLIENTS.size());
    assertThat(ends(report))
        .hasSize(2)
        .allSatisfy(end -> assertThat(end.exitCode()).as(end.message()).isZero());
  }

  private static List<PodEnd> ends(Report report) {
    Stream<@Nullable PodEnd> ends = report.pods().stream().map(PodHistory::end);
    return ends.filter(Objects::nonNull).toList();
  }

  private static void assertExtendedBeyond(Duration delay, Duration tail, Report report) {
    assertThat(ends(report))
        .extracting(end -> LameDuck.in(end.message()))
        .allSatisfy(
            lameDuck -> {
              assertThat(lameDuck.duration()).isGreaterThan(delay).isGreaterThanOrEqualTo(tail);
              assertThat(lameDuck.end()).isEqualTo("quiet");
            });
  }
}
