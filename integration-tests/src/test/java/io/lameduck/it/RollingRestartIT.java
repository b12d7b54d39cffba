package io.lameduck.it;

import static io.lameduck.it.rehearsal.ClientKind.FRESH;
import static io.lameduck.it.rehearsal.ClientKind.IDLE;
import static io.lameduck.it.rehearsal.ClientKind.KEPT_ALIVE;
import static io.lameduck.it.rehearsal.ClientKind.POST;
import static io.lameduck.it.rehearsal.ClientKind.SLOW;
import static io.lameduck.it.rehearsal.ClientKind.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.it.rehearsal.ClientKind;
import io.lameduck.it.rehearsal.Failure;
import io.lameduck.it.rehearsal.FailureKind;
import io.lameduck.it.rehearsal.PodSpec;
import io.lameduck.it.rehearsal.Propagation;
import io.lameduck.it.rehearsal.Rehearsal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The promise of the library: two instances are replaced under load, and no request fails. */
@Timeout(240)
class RollingRestartIT {
  /** More than 20,000 even without the streams, which come on top. */
  private static final int ENOUGH = 20_500;

  private static final Map<ClientKind, Integer> MIX =
      Map.of(KEPT_ALIVE, 24, IDLE, 30, FRESH, 10, SLOW, 10, POST, 8, STREAMING, 6);
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);

  private final String name;

  RollingRestartIT(TestInfo test) {
    this.name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void noRequestFailsWhenAllClientsLearnAtOnce() throws Exception {
    Rehearsal rehearsal =
        rehearse(Hello.inCluster(), Propagation.fixed(Duration.ofMillis(200)), ENOUGH);
    assertFlawless(rehearsal);
  }

  /** The delay alone would be too short: it is the late connections that extend the lame duck. */
  @Test
  void noRequestFailsWhenTheTailIsSlowerThanTheDelay() throws Exception {
    Duration delay = Duration.ofSeconds(2);
    PodSpec hello = Hello.inCluster().with("LAMEDUCK_PROPAGATION_DELAY", "2s");
    Rehearsal rehearsal = rehearse(hello, SLOW_TAIL, ENOUGH);
    assertFlawless(rehearsal);
    assertExtendedBeyond(delay, SLOW_TAIL.tail(), rehearsal);
  }

  @Test
  void noRequestFailsWhenClientsLearnLongAfterTheDelay() throws Exception {
    Propagation late = Propagation.fixed(Duration.ofSeconds(6)).withTail(Duration.ofSeconds(10), 5);
    Rehearsal rehearsal = rehearse(Hello.inCluster(), late, ENOUGH);
    assertFlawless(rehearsal);
    assertExtendedBeyond(Duration.ofSeconds(5), late.tail(), rehearsal);
  }

  @Test
  void noRequestFailsWhenNoClientLearnsUntilTheCap() throws Exception {
    PodSpec hello = Hello.inCluster().with("LAMEDUCK_PROPAGATION_MAX", "8s");
    Rehearsal rehearsal = rehearse(hello, Propagation.fixed(Duration.ofMillis(7500)), ENOUGH);
    assertFlawless(rehearsal);
    assertThat(rehearsal.ends())
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
        Hello.inCluster()
            .with("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .with("LAMEDUCK_PROPAGATION_MAX", "0s")
            .with("LAMEDUCK_QUIET_PERIOD", "0s");
    Rehearsal rehearsal = rehearse(hello, SLOW_TAIL, 0);
    assertThat(rehearsal.results().failures())
        .extracting(Failure::kind)
        .contains(FailureKind.REFUSED);
  }

  private Rehearsal rehearse(PodSpec hello, Propagation propagation, long requests)
      throws IOException, InterruptedException {
    try (LogFile log = LogFile.create(name)) {
      Rehearsal rehearsal = Rehearsal.of(hello, propagation, MIX, requests, log::line);
      System.out.println(name + ", clients learn after " + propagation + "\n" + rehearsal + "\n");
      return rehearsal;
    }
  }

  private static void assertFlawless(Rehearsal rehearsal) {
    assertThat(rehearsal.results().failures()).as(rehearsal.toString()).isEmpty();
    assertThat(rehearsal.results().total() - rehearsal.results().of(STREAMING))
        .isGreaterThanOrEqualTo(20_000);
    assertThat(rehearsal.results().requests()).containsOnlyKeys(ClientKind.values());
    assertThat(rehearsal.ends())
        .hasSize(2)
        .allSatisfy(end -> assertThat(end.exitCode()).as(end.toString()).isZero());
  }

  private static void assertExtendedBeyond(Duration delay, Duration tail, Rehearsal rehearsal) {
    assertThat(rehearsal.ends())
        .extracting(end -> LameDuck.in(end.message()))
        .allSatisfy(
            lameDuck -> {
              assertThat(lameDuck.duration()).isGreaterThan(delay).isGreaterThanOrEqualTo(tail);
              assertThat(lameDuck.end()).isEqualTo("quiet");
            });
  }
}
