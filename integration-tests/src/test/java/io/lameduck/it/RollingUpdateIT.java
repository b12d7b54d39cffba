package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.PIPELINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RehearsalResult;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The promise of the library: two instances are replaced under load, and no request fails. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class RollingUpdateIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(LoadOf.everyKindOfHttp11().stream(), Stream.of(Clients.of(PIPELINING, 2)))
          .toList();

  private final String name;

  RollingUpdateIT(TestInfo test) {
    this.name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void noRequestFailsWhenAllClientsLearnAtOnce() throws Exception {
    assertFlawless(rehearse(Example.hello(), Regime.AT_ONCE.propagation()));
  }

  /** The delay alone would be too short: it is the late connections that extend the lame duck. */
  @Test
  void noRequestFailsWhenTheTailIsSlowerThanTheDelay() throws Exception {
    Duration delay = Duration.ofSeconds(2);
    PodSpec hello = Example.hello().with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Propagation slowTail = Regime.SLOW_TAIL.propagation();
    RehearsalResult result = rehearse(hello, slowTail);
    assertFlawless(result);
    assertExtendedBeyond(delay, slowTail.tail(), result.report());
  }

  @Test
  void noRequestFailsWhenClientsLearnLongAfterTheDelay() throws Exception {
    Propagation late = Regime.LATE.propagation();
    RehearsalResult result = rehearse(Example.hello(), late);
    assertFlawless(result);
    assertExtendedBeyond(Duration.ofSeconds(5), late.tail(), result.report());
  }

  /** Half a second is all that a client may be held up on its way to the pod. */
  @Test
  @Tag("timing")
  void noRequestFailsWhenNoClientLearnsUntilTheCap() throws Exception {
    PodSpec hello = Example.hello().with("LAMEDUCK_PROPAGATION_MAX", "8s");
    RehearsalResult result = rehearse(hello, Propagation.fixed(Duration.ofMillis(7500)));
    assertFlawless(result);
    assertThat(ends(result.report()))
        .extracting(end -> LameDuck.in(end.message()))
        .allSatisfy(
            lameDuck -> {
              assertThat(lameDuck.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
              assertThat(lameDuck.end()).isEqualTo("max");
            });
  }

  /** Without this one the others would prove nothing. */
  @Test
  void requestsFailWithoutALameDuck() throws Exception {
    PodSpec hello =
        Example.hello()
            .with("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .with("LAMEDUCK_PROPAGATION_MAX", "0s")
            .with("LAMEDUCK_QUIET_PERIOD", "0s");
    RehearsalResult result =
        rehearse(rehearsal(hello, Regime.SLOW_TAIL.propagation()).endAtFirstFailure());
    assertThat(result.report().results().failures()).isNotEmpty();
    assertThat(result.passed()).isFalse();
  }

  private RehearsalResult rehearse(PodSpec hello, Propagation propagation) throws Exception {
    return rehearse(rehearsal(hello, propagation));
  }

  private static Rehearsal rehearsal(PodSpec hello, Propagation propagation) {
    return Rehearsal.of(Probed.often(hello))
        .clients(CLIENTS)
        .propagation(propagation)
        .startTimeout(Instance.START);
  }

  private RehearsalResult rehearse(Rehearsal rehearsal) throws Exception {
    Path folder = Path.of(System.getProperty("it.out", "target/it"), name);
    RehearsalResult result = rehearsal.reportTo(folder).rollingUpdate();
    System.out.println(name + ": " + result.verdictLine());
    return result;
  }

  private static void assertFlawless(RehearsalResult result) {
    Report report = result.assertPassed().report();
    Replaced.assertPutToTheTest(report, CLIENTS);
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
