package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownNamesTest {
  @Nested
  class InTheEnvironment {
    @ParameterizedTest
    @CsvSource({
      "LAMEDUCK_GRACE_PERIDO, LAMEDUCK_GRACE_PERIOD",
      "LAMEDUCK_ALIVE_PATH, LAMEDUCK_PROBE_ALIVE_PATH",
      "LAMEDUCK_PORT, LAMEDUCK_PROBE_PORT",
      "LAMEDUCK_DELAY, LAMEDUCK_PROPAGATION_DELAY",
      "LAMEDUCK_GRACE_PERIOD_SECONDS, LAMEDUCK_GRACE_PERIOD",
      "lameduck_grace_period, LAMEDUCK_GRACE_PERIOD",
      "lameduck.grace.period, LAMEDUCK_GRACE_PERIOD",
    })
    void areErrorsWithASuggestion(String name, String meant) {
      assertThat(inACluster().env(name, "5s").errors())
          .containsExactly(
              name + ": there is no such environment variable; did you mean " + meant + "?");
    }

    @Test
    void areErrorsWithoutASuggestionWhereNoneIsNear() {
      assertThat(inACluster().env("LAMEDUCK_COLOUR", "white").errors())
          .containsExactly("LAMEDUCK_COLOUR: there is no such environment variable; remove it");
    }

    @Test
    void areAllReportedInOrder() {
      GivenSettings given =
          inACluster().env("LAMEDUCK_C", "").env("LAMEDUCK_A", "").env("LAMEDUCK_B", "");

      assertThat(given.errors())
          .extracting(line -> line.substring(0, 10))
          .containsExactly("LAMEDUCK_A", "LAMEDUCK_B", "LAMEDUCK_C");
    }

    @Test
    void areNotExcusedWhereTheyBelongToTests() {
      assertThat(inACluster().env("LAMEDUCK_IT_OUT", "").errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAMEDUCKS_PORT", "LAMEDUCK", "GRACE_PERIOD"})
    void areOthersBusinessWithoutThePrefix(String name) {
      assertThat(inACluster().env(name, "5s").errors()).isEmpty();
    }
  }

  @Nested
  class AmongTheSystemProperties {
    @ParameterizedTest
    @CsvSource({
      "lameduck.grace.perido, lameduck.grace.period",
      "lameduck.gracePeriod, lameduck.grace.period",
      "lameduck.grace-period, lameduck.grace.period",
      "LAMEDUCK_GRACE_PERIOD, lameduck.grace.period",
    })
    void areErrorsWithASuggestion(String name, String meant) {
      assertThat(inACluster().property(name, "5s").errors())
          .containsExactly(
              name + ": there is no such system property; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lameducks.port", "java.version"})
    void areOthersBusinessWithoutThePrefix(String name) {
      assertThat(inACluster().property(name, "5s").errors()).isEmpty();
    }
  }
}
