package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.Trigger;
import io.lameduck.internal.config.GivenSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who would have to learn of the shutdown: nobody, where nothing is served. */
class WithoutClientsTest {
  @Test
  void aJobHasNoPropagationToWaitFor() {
    assertThat(lameDuck(inACluster()))
        .isEqualTo(new PhaseReport(Phase.LAME_DUCK, Duration.ZERO, EndReason.SKIPPED));
  }

  @Test
  void aJobStillPassesTheLameDuck() {
    StagedService stage = new StagedService(inACluster(), false, List.of());
    stage.run(Trigger.SIGTERM);

    assertThat(stage.phases)
        .containsExactly(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING, Phase.TERMINATED);
  }

  @Test
  void aServerHasClients() {
    StagedService stage = new StagedService(inACluster());

    assertThat(stage.run(Trigger.SIGTERM).phases().get(0).end()).isEqualTo(EndReason.QUIET);
  }

  @Test
  void aPreStopHookSaysThatSomebodyHasToLearn() {
    GivenSettings endpoint =
        inACluster().env(Setting.PROBE_PORT, "8081").env(Setting.PRESTOP_PATH, "/prestop");
    assertThat(lameDuck(endpoint).end()).isEqualTo(EndReason.QUIET);
    assertThat(lameDuck(inACluster().env(Setting.PRESTOP_SLEEP, "1s")).end())
        .isEqualTo(EndReason.QUIET);
  }

  private static PhaseReport lameDuck(GivenSettings settings) {
    return new StagedService(settings, false, List.of()).run(Trigger.SIGTERM).phases().get(0);
  }
}
