package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Behind;
import io.lameduck.Setting;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to fit the grace period, and what follows the propagation delay. */
class PropagationSettingsTest {
  @Nested
  class TheGracePeriod {
    // 5s of propagation, 1s of linger, 3s of reserve and 1s of margin by default.
    @Test
    void isLongEnoughForItsParts() {
      assertThat(inACluster().env(Setting.GRACE_PERIOD, "10s").errors()).isEmpty();
    }

    @Test
    void isTooShortByAMillisecond() {
      assertThat(inACluster().env(Setting.GRACE_PERIOD, "9999ms").errors())
          .containsExactly(
              "LAMEDUCK_GRACE_PERIOD: \"9999ms\" (expected: at least 10s"
                  + " = 0s LAMEDUCK_PRESTOP_SLEEP + 5s left of the 5s LAMEDUCK_PROPAGATION_DELAY"
                  + " + 1s LAMEDUCK_IDLE_LINGER + 3s LAMEDUCK_CLOSE_RESERVE"
                  + " + 1s LAMEDUCK_EXIT_MARGIN);"
                  + " raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together,"
                  + " or shorten a part");
    }

    @Test
    void isTooShortThoughNobodyHasSetIt() {
      assertThat(inACluster().env(Setting.PROPAGATION_DELAY, "25s").errors()).isEmpty();
      assertThat(inACluster().env(Setting.PROPAGATION_DELAY, "26s").errors())
          .singleElement()
          .asString()
          .startsWith("LAMEDUCK_GRACE_PERIOD: \"30s\" by default (expected: at least 31s = ");
    }

    @Test
    void countsEveryPart() {
      GivenSettings exact =
          inACluster()
              .env(Setting.GRACE_PERIOD, "20s")
              .env(Setting.PRESTOP_SLEEP, "4s")
              .env(Setting.PROPAGATION_DELAY, "10s")
              .env(Setting.IDLE_LINGER, "2s")
              .env(Setting.CLOSE_RESERVE, "5s")
              .env(Setting.EXIT_MARGIN, "3s");

      assertThat(exact.errors()).isEmpty();
      assertThat(exact.env(Setting.PROPAGATION_DELAY, "10001ms").errors()).hasSize(1);
      assertThat(exact.env(Setting.IDLE_LINGER, "2001ms").errors()).hasSize(1);
      assertThat(exact.env(Setting.CLOSE_RESERVE, "5001ms").errors()).hasSize(1);
      assertThat(exact.env(Setting.EXIT_MARGIN, "3001ms").errors()).hasSize(1);
    }

    @Test
    void paysForThePreStopSleepOnlyWhereItIsLongerThanTheDelay() {
      GivenSettings given = inACluster().env(Setting.GRACE_PERIOD, "10s");

      assertThat(given.env(Setting.PRESTOP_SLEEP, "5s").errors()).isEmpty();
      assertThat(given.env(Setting.PRESTOP_SLEEP, "6s").errors())
          .singleElement()
          .asString()
          .contains(
              "(expected: at least 11s = 6s LAMEDUCK_PRESTOP_SLEEP"
                  + " + 0s left of the 5s LAMEDUCK_PROPAGATION_DELAY + ");
    }

    @Test
    void namesItsPartsAsTheyWereWritten() {
      GivenSettings given =
          inACluster()
              .builder(Setting.GRACE_PERIOD, "PT10S")
              .property("lameduck.propagation.delay", "1m");

      assertThat(given.errors())
          .singleElement()
          .asString()
          .startsWith("Setting.GRACE_PERIOD: \"PT10S\" (expected: at least 1m5s = ")
          .contains("1m left of the 1m lameduck.propagation.delay");
    }

    @Test
    void isASecondAtLeast() {
      GivenSettings given =
          outsideACluster().env(Setting.EXIT_MARGIN, "500ms").env(Setting.CLOSE_RESERVE, "0s");

      assertThat(given.env(Setting.GRACE_PERIOD, "1s").errors()).isEmpty();
      assertThat(given.env(Setting.GRACE_PERIOD, "999ms").errors())
          .containsExactly("LAMEDUCK_GRACE_PERIOD: \"999ms\" (expected: at least 1s)");
    }
  }

  @Nested
  class TheMaximum {
    private Duration defaultFor(GivenSettings given) {
      return given.read().propagationMax();
    }

    @Test
    void isWhatTheGracePeriodLeaves() {
      assertThat(defaultFor(inACluster())).hasSeconds(25);
      assertThat(defaultFor(inACluster().env(Setting.GRACE_PERIOD, "120s"))).hasSeconds(115);
      assertThat(defaultFor(inACluster().env(Setting.GRACE_PERIOD, "10s"))).hasSeconds(5);
      assertThat(defaultFor(inACluster().env(Setting.EXIT_MARGIN, "3s"))).hasSeconds(23);
      assertThat(defaultFor(inACluster().env(Setting.CLOSE_RESERVE, "0s"))).hasSeconds(28);
      assertThat(defaultFor(inACluster().env(Setting.IDLE_LINGER, "4s"))).hasSeconds(22);
    }

    @Test
    void isTheSameWhateverTheDelay() {
      assertThat(defaultFor(inACluster().env(Setting.PROPAGATION_DELAY, "0s"))).hasSeconds(25);
      assertThat(defaultFor(inACluster().env(Setting.PROPAGATION_DELAY, "20s"))).hasSeconds(25);
    }

    @Test
    void hasThePreStopSleepInIt() {
      GivenSettings given = inACluster().env(Setting.PRESTOP_SLEEP, "12s");

      assertThat(defaultFor(given)).hasSeconds(25);
      assertThat(given.env(Setting.PROPAGATION_MAX, "25s").errors()).isEmpty();
    }

    @Test
    void thatSomebodyChoseIsNotCutButHasToFit() {
      assertThat(defaultFor(inACluster().env(Setting.PROPAGATION_MAX, "25s"))).hasSeconds(25);
      assertThat(inACluster().env(Setting.PROPAGATION_MAX, "25001ms").errors())
          .containsExactly(
              "LAMEDUCK_PROPAGATION_MAX: \"25001ms\" (expected: at most 25s"
                  + " = 30s LAMEDUCK_GRACE_PERIOD - 1s LAMEDUCK_IDLE_LINGER"
                  + " - 3s LAMEDUCK_CLOSE_RESERVE - 1s LAMEDUCK_EXIT_MARGIN);"
                  + " raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together,"
                  + " or lower the maximum");
    }

    @Test
    void isNotBelowTheDelay() {
      assertThat(inACluster().env(Setting.PROPAGATION_MAX, "5s").errors()).isEmpty();
      assertThat(inACluster().env(Setting.PROPAGATION_MAX, "4999ms").errors())
          .containsExactly(
              "LAMEDUCK_PROPAGATION_MAX: \"4999ms\""
                  + " (expected: at least 5s LAMEDUCK_PROPAGATION_DELAY by default)");
    }

    @Test
    void isNoSecondErrorWhereNotEvenTheDelayFits() {
      GivenSettings given =
          inACluster().env(Setting.PROPAGATION_DELAY, "40s").env(Setting.PROPAGATION_MAX, "50s");

      assertThat(given.errors()).singleElement().asString().startsWith("LAMEDUCK_GRACE_PERIOD: ");
    }
  }

  @Nested
  class WhatIsInFront {
    private GivenSettings behind(Behind what, String grace) {
      return inACluster()
          .env(Setting.BEHIND, what.name().toLowerCase(Locale.ROOT))
          .env(Setting.GRACE_PERIOD, grace);
    }

    @Test
    void isAServiceUnlessSomebodySaysOtherwise() {
      assertThat(inACluster().read().find(Setting.BEHIND)).contains(Behind.SERVICE);
      assertThat(inACluster().read().propagationDelay())
          .isEqualTo(Behind.SERVICE.propagationDelay());
    }

    @ParameterizedTest
    @EnumSource
    void setsTheDelayAndTheRoomThatTheGracePeriodHasToHave(Behind what) {
      Duration least = what.longestPropagation().plusSeconds(5);
      Settings fitting = behind(what, least.toString()).read();

      assertThat(fitting.propagationDelay()).isEqualTo(what.propagationDelay());
      assertThat(fitting.propagationMax()).isEqualTo(what.longestPropagation());
      assertThat(behind(what, least.minusMillis(1).toString()).errors()).hasSize(1);
    }

    @Test
    void isNamedInTheSumThatDoesNotFit() {
      assertThat(inACluster().env(Setting.BEHIND, "ALB").errors())
          .containsExactly(
              "LAMEDUCK_GRACE_PERIOD: \"30s\" by default (expected: at least 1m15s"
                  + " = 1m10s of new connections for LAMEDUCK_BEHIND=alb"
                  + " + 1s LAMEDUCK_IDLE_LINGER + 3s LAMEDUCK_CLOSE_RESERVE"
                  + " + 1s LAMEDUCK_EXIT_MARGIN);"
                  + " raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together,"
                  + " or set LAMEDUCK_PROPAGATION_MAX");
    }

    @Test
    void givesWayToFiguresThatSomebodyHasMeasured() {
      GivenSettings measured =
          behind(Behind.ALB, "40s")
              .env(Setting.PROPAGATION_DELAY, "20s")
              .env(Setting.PROPAGATION_MAX, "35s");

      assertThat(measured.read().propagationDelay()).hasSeconds(20);
      assertThat(measured.read().propagationMax()).hasSeconds(35);
    }

    @Test
    void isNoSecondErrorWhereALongerDelayOrSleepDoesNotFit() {
      GivenSettings given = behind(Behind.GCLB, "30s");

      assertThat(given.env(Setting.PROPAGATION_DELAY, "50s").errors())
          .singleElement()
          .asString()
          .contains("50s left of the 50s LAMEDUCK_PROPAGATION_DELAY");
      assertThat(given.env(Setting.PRESTOP_SLEEP, "50s").errors())
          .singleElement()
          .asString()
          .contains("50s LAMEDUCK_PRESTOP_SLEEP + 0s left");
    }

    @Test
    void countsOutsideAClusterWhereSomebodySaysIt() {
      GivenSettings elsewhere =
          outsideACluster().env(Setting.BEHIND, "alb").env(Setting.GRACE_PERIOD, "90s");

      assertThat(elsewhere.read().propagationDelay()).hasSeconds(40);
      assertThat(elsewhere.read().propagationMax()).hasSeconds(85);
      assertThat(elsewhere.read().quietPeriod()).hasSeconds(1);
      assertThat(outsideACluster().read().propagationDelay()).isZero();
    }

    @Test
    void isTheOnlyErrorWhereItCannotBeRead() {
      GivenSettings mistyped =
          inACluster().env(Setting.BEHIND, "elb").env(Setting.PROPAGATION_MIN, "8s");

      assertThat(mistyped.errors())
          .containsExactly("LAMEDUCK_BEHIND: \"elb\" (expected: service, alb, nlb, gclb or dns)");
    }
  }

  @Nested
  class TheMinimum {
    @Test
    void isNotAboveTheDelay() {
      GivenSettings given = inACluster().env(Setting.PROPAGATION_DELAY, "8s");

      assertThat(given.env(Setting.PROPAGATION_MIN, "8s").errors()).isEmpty();
      assertThat(given.env(Setting.PROPAGATION_MIN, "8001ms").errors())
          .containsExactly(
              "LAMEDUCK_PROPAGATION_MIN: \"8001ms\""
                  + " (expected: at most 8s LAMEDUCK_PROPAGATION_DELAY)");
    }

    @Test
    void mayBeZero() {
      assertThat(inACluster().env(Setting.PROPAGATION_MIN, "0s").read().propagationMin())
          .isEqualTo(Duration.ZERO);
    }
  }
}
