package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.ExitCodes;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.Setting;
import io.lameduck.StopSignal;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Nested
  class Defaults {
    @Test
    void inAClusterLetARemovalPropagate() {
      Settings settings = inACluster().read();

      assertThat(settings.inCluster()).isTrue();
      assertThat(settings.gracePeriod()).isEqualTo(seconds(30));
      assertThat(settings.exitMargin()).isEqualTo(seconds(1));
      assertThat(settings.preStopSleep()).isEqualTo(seconds(0));
      assertThat(settings.propagationDelay()).isEqualTo(seconds(5));
      assertThat(settings.propagationMin()).isEqualTo(seconds(5));
      assertThat(settings.propagationMax()).isEqualTo(seconds(25));
      assertThat(settings.propagationRisk()).isEqualTo(0.001);
      assertThat(settings.quietPeriod()).isEqualTo(seconds(1));
      assertThat(settings.idleLinger()).isEqualTo(seconds(1));
      assertThat(settings.closeReserve()).isEqualTo(seconds(3));
    }

    @Test
    void outsideAClusterMakeCtrlCInstant() {
      Settings settings = outsideACluster().read();

      assertThat(settings.inCluster()).isFalse();
      assertThat(settings.propagationDelay()).isEqualTo(seconds(0));
      assertThat(settings.propagationMin()).isEqualTo(seconds(0));
      assertThat(settings.propagationMax()).isEqualTo(seconds(0));
      assertThat(settings.quietPeriod()).isEqualTo(seconds(0));
      assertThat(settings.idleLinger()).isEqualTo(seconds(0));
      assertThat(settings.gracePeriod()).isEqualTo(seconds(30));
      assertThat(settings.exitMargin()).isEqualTo(seconds(1));
      assertThat(settings.closeReserve()).isEqualTo(seconds(3));
    }

    @Test
    void leaveEverythingOptionalOff() {
      Settings settings = inACluster().read();

      assertThat(settings.readinessOnShutdown()).isEqualTo(ReadinessOnShutdown.FAIL);
      assertThat(settings.probePort()).isEmpty();
      assertThat(settings.probePaths()).isEqualTo(new ProbePaths("/alive", "/ready", "/started"));
      assertThat(settings.probeDetails()).isEqualTo(ProbeDetails.NONE);
      assertThat(settings.readyFile()).isEmpty();
      assertThat(settings.aliveFile()).isEmpty();
      assertThat(settings.preStopPath()).isEmpty();
      assertThat(settings.preStopToken()).isEmpty();
      assertThat(settings.terminationLog()).isEqualTo(Path.of("/dev/termination-log"));
      assertThat(settings.exitCodes()).isEqualTo(ExitCodes.SERVER);
    }

    @Test
    void areThoseOfAClusterWhereSomebodyRehearsesOneByItsDelay() {
      Settings settings = outsideACluster().env(Setting.PROPAGATION_DELAY, "2s").read();

      assertThat(settings.inCluster()).isFalse();
      assertThat(settings.propagationDelay()).isEqualTo(seconds(2));
      assertThat(settings.propagationMin()).isEqualTo(seconds(2));
      assertThat(settings.propagationMax()).isEqualTo(seconds(25));
      assertThat(settings.quietPeriod()).isEqualTo(seconds(1));
      assertThat(settings.idleLinger()).isEqualTo(seconds(1));
    }

    @Test
    void areNotThoseOfAClusterForADelayOfZero() {
      Settings settings = outsideACluster().env(Setting.PROPAGATION_DELAY, "0s").read();

      assertThat(settings.propagationMax()).isEqualTo(seconds(0));
      assertThat(settings.quietPeriod()).isEqualTo(seconds(0));
    }

    @Test
    void inAClusterStayWhenTheDelayIsZero() {
      Settings settings = inACluster().env(Setting.PROPAGATION_DELAY, "0s").read();

      assertThat(settings.propagationMin()).isEqualTo(seconds(0));
      assertThat(settings.propagationMax()).isEqualTo(seconds(25));
      assertThat(settings.quietPeriod()).isEqualTo(seconds(1));
    }

    @Test
    void takeAnEmptyServiceHostForNoCluster() {
      assertThat(outsideACluster().env("KUBERNETES_SERVICE_HOST", "").read().inCluster()).isFalse();
    }
  }

  @Nested
  class TheStrongerSource {
    private final GivenSettings environment = inACluster().env(Setting.EXIT_MARGIN, "2s");
    private final GivenSettings property = environment.property("lameduck.exit.margin", "3s");
    private final GivenSettings builder = property.builder(Setting.EXIT_MARGIN, "4s");

    @Test
    void ofEnvironmentAndDefaultIsTheEnvironment() {
      assertThat(environment.read().exitMargin()).isEqualTo(seconds(2));
    }

    @Test
    void ofPropertyAndEnvironmentIsTheProperty() {
      assertThat(property.read().exitMargin()).isEqualTo(seconds(3));
    }

    @Test
    void ofBuilderAndPropertyIsTheBuilder() {
      assertThat(builder.read().exitMargin()).isEqualTo(seconds(4));
    }

    @Test
    void hidesAWrongValueOfTheWeaker() {
      assertThat(environment.env(Setting.EXIT_MARGIN, "soon").errors()).isNotEmpty();
      assertThat(property.env(Setting.EXIT_MARGIN, "soon").errors()).isEmpty();
    }
  }

  @Test
  void everySettingCanBeGiven() {
    Settings settings =
        inACluster()
            .env(Setting.GRACE_PERIOD, "1m")
            .env(Setting.EXIT_MARGIN, "2s")
            .env(Setting.PRESTOP_SLEEP, "3s")
            .env(Setting.PROPAGATION_DELAY, "7s")
            .env(Setting.PROPAGATION_MIN, "4s")
            .env(Setting.PROPAGATION_MAX, "20s")
            .env(Setting.PROPAGATION_RISK, "0.01")
            .env(Setting.QUIET_PERIOD, "1500ms")
            .env(Setting.IDLE_LINGER, "2500ms")
            .env(Setting.CONNECTION_MAX_AGE, "10m")
            .env(Setting.CLOSE_RESERVE, "5s")
            .env(Setting.READINESS_ON_SHUTDOWN, "keep")
            .env(Setting.PROBE_PORT, "8081")
            .env(Setting.PROBE_PREFIX, "/probes")
            .env(Setting.PROBE_ALIVE_PATH, "/livez")
            .env(Setting.PROBE_READY_PATH, "/readyz")
            .env(Setting.PROBE_STARTED_PATH, "/startedz")
            .env(Setting.PROBE_DETAILS, "full")
            .env(Setting.READY_FILE, "/run/ready")
            .env(Setting.ALIVE_FILE, "/run/alive")
            .env(Setting.PRESTOP_PATH, "/prestop")
            .env(Setting.PRESTOP_TOKEN, "open sesame")
            .env(Setting.TERMINATION_LOG, "/run/termination")
            .env(Setting.STOP_SIGNAL, "hup")
            .env(Setting.EXIT_CODES, "job")
            .read();

    assertThat(settings.gracePeriod()).isEqualTo(seconds(60));
    assertThat(settings.exitMargin()).isEqualTo(seconds(2));
    assertThat(settings.preStopSleep()).isEqualTo(seconds(3));
    assertThat(settings.propagationDelay()).isEqualTo(seconds(7));
    assertThat(settings.propagationMin()).isEqualTo(seconds(4));
    assertThat(settings.propagationMax()).isEqualTo(seconds(20));
    assertThat(settings.propagationRisk()).isEqualTo(0.01);
    assertThat(settings.quietPeriod()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.idleLinger()).isEqualTo(Duration.ofMillis(2500));
    assertThat(settings.connectionMaxAge()).contains(seconds(600));
    assertThat(settings.closeReserve()).isEqualTo(seconds(5));
    assertThat(settings.readinessOnShutdown()).isEqualTo(ReadinessOnShutdown.KEEP);
    assertThat(settings.probePort()).hasValue(8081);
    assertThat(settings.probePaths())
        .isEqualTo(new ProbePaths("/probes/livez", "/probes/readyz", "/probes/startedz"));
    assertThat(settings.probeDetails()).isEqualTo(ProbeDetails.FULL);
    assertThat(settings.readyFile()).contains(Path.of("/run/ready"));
    assertThat(settings.aliveFile()).contains(Path.of("/run/alive"));
    assertThat(settings.preStopPath()).contains("/prestop");
    assertThat(settings.preStopToken()).contains("open sesame");
    assertThat(settings.terminationLog()).isEqualTo(Path.of("/run/termination"));
    assertThat(settings.stopSignal()).isEqualTo(StopSignal.SIGHUP);
    assertThat(settings.exitCodes()).isEqualTo(ExitCodes.JOB);
  }

  @Nested
  class TheOneLineOfTheStartUpLog {
    @Test
    void showsEveryValueInEffect() {
      assertThat(inACluster().read().oneLine())
          .isEqualTo(
              "in a cluster: GRACE_PERIOD=30s EXIT_MARGIN=1s PRESTOP_SLEEP=0s BEHIND=service"
                  + " PROPAGATION_DELAY=5s PROPAGATION_MIN=5s PROPAGATION_MAX=25s PROPAGATION_RISK=0.001 QUIET_PERIOD=1s"
                  + " IDLE_LINGER=1s CLOSE_RESERVE=3s READINESS_ON_SHUTDOWN=fail"
                  + " WARM_UP_MAX=10s PROBE_ALIVE_PATH=/alive PROBE_READY_PATH=/ready PROBE_STARTED_PATH=/started"
                  + " PROBE_DETAILS=none TERMINATION_LOG=/dev/termination-log STOP_SIGNAL=SIGTERM"
                  + " EXIT_CODES=server");
    }

    @Test
    void marksWhereAValueComesFrom() {
      String line =
          outsideACluster()
              .env(Setting.GRACE_PERIOD, "PT60S")
              .property("lameduck.exit.margin", "2s")
              .builder(Setting.EXIT_CODES, "Job")
              .read()
              .oneLine();

      assertThat(line)
          .startsWith("outside a cluster: GRACE_PERIOD=1m(env) EXIT_MARGIN=2s(property) PRESTOP")
          .endsWith(" EXIT_CODES=job(builder)");
    }

    @Test
    void saysOfATokenOnlyThatItIsSet() {
      Settings settings =
          inACluster()
              .env(Setting.PROBE_PORT, "8081")
              .env(Setting.PRESTOP_PATH, "/prestop")
              .env(Setting.PRESTOP_TOKEN, "sesame")
              .read();

      assertThat(settings.oneLine())
          .contains(" PRESTOP_PATH=/prestop(env) PRESTOP_TOKEN=set(env) ")
          .doesNotContain("sesame");
      assertThat(settings).asString().doesNotContain("sesame");
    }

    @Test
    void staysOneLine() {
      String line = inACluster().env(Setting.READY_FILE, "/run/re\nady").read().oneLine();

      assertThat(line).contains("READY_FILE=/run/re?ady(env)").doesNotContain("\n");
    }
  }
}
