package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.Trigger;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A quiet period is one second: three connections in it are 180 a minute. */
class SparseTrafficTest {
  private static final String LINE =
      "INFO too few clients for a quiet period to prove anything, the propagation delay alone is"
          + " relied on: ";

  private StagedService stage = new StagedService(inACluster());

  @Test
  void isToldWithItsRate() {
    connectFor(ofSeconds(60), 12);
    stage.run(Trigger.SIGTERM);
    assertThat(told()).containsExactly(LINE + "12 new connections a minute");
  }

  @Test
  void doesNotProlongTheLameDuckWhoseEndIsNotCalledQuiet() {
    connectFor(ofSeconds(60), 12);
    PhaseReport lameDuck = stage.run(Trigger.SIGTERM).phases().get(0);
    assertThat(lameDuck.duration()).isEqualTo(ofSeconds(5));
    assertThat(lameDuck.end()).isEqualTo(EndReason.SPARSE);
  }

  @Test
  void isThatOfLessThanThreeInAQuietPeriod() {
    connectFor(ofSeconds(60), 179);
    stage.run(Trigger.SIGTERM);
    assertThat(told()).containsExactly(LINE + "179 new connections a minute");
  }

  @Test
  void isNotThatOfThreeInAQuietPeriod() {
    connectFor(ofSeconds(60), 180);
    assertThat(stage.run(Trigger.SIGTERM).phases().get(0).end()).isEqualTo(EndReason.QUIET);
    assertThat(told()).isEmpty();
  }

  @Test
  void isNotThatOfALongerQuietPeriod() {
    stage = new StagedService(inACluster().env(Setting.QUIET_PERIOD, "15s"));
    connectFor(ofSeconds(60), 12);
    stage.run(Trigger.SIGTERM);
    assertThat(told()).isEmpty();
  }

  @Test
  void isNotKnownInTheFirstMinute() {
    connectFor(ofMillis(59_999), 12);
    stage.run(Trigger.SIGTERM);
    assertThat(told()).isEmpty();
  }

  @Test
  void isNoMatterWhereNobodyIsWaitedFor() {
    connectFor(ofSeconds(60), 12);
    PhaseReport lameDuck = stage.run(Trigger.SIGINT).phases().get(0);
    assertThat(lameDuck.end()).isEqualTo(EndReason.SKIPPED);
    assertThat(told()).isEmpty();
  }

  @Test
  void isNoMatterOutsideACluster() {
    stage = new StagedService(outsideACluster());
    connectFor(ofSeconds(60), 12);
    stage.run(Trigger.SIGTERM);
    assertThat(told()).isEmpty();
  }

  private void connectFor(Duration watched, int connections) {
    for (int i = 0; i < connections; i++) {
      stage.service.arrivals().connection(InetAddress.getLoopbackAddress());
    }
    stage.time.advance(watched);
  }

  private List<String> told() {
    return stage.log.lines().stream().filter(line -> line.startsWith(LINE)).toList();
  }
}
