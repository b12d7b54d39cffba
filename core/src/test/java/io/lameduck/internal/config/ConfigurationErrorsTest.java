package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.ConfigurationException;
import io.lameduck.Setting;
import io.lameduck.probe.ProbeDetails;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationErrorsTest {
  @Nested
  class TheMessage {
    @Test
    void reportsEverythingAtOnce() {
      GivenSettings given =
          inACluster()
              .env("LAMEDUCK_GRACE_PERIDO", "60s")
              .property("lameduck.quiet.period", "2")
              .env(Setting.PROBE_PORT, "http")
              .builder(Setting.PROBE_DETAILS, "all")
              .env(Setting.PROPAGATION_MIN, "6s");

      assertThatThrownBy(given::read)
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              """
              5 errors in the configuration of Lameduck
                LAMEDUCK_GRACE_PERIDO: there is no such environment variable; did you mean \
              LAMEDUCK_GRACE_PERIOD?
                lameduck.quiet.period: "2" (expected: a duration such as 500ms, 5s or 1m30s); a \
              number needs a unit; write 2s or 2ms
                LAMEDUCK_PROBE_PORT: "http" (expected: a port from 1 to 65535)
                Setting.PROBE_DETAILS: "all" (expected: none, names or full)
                LAMEDUCK_PROPAGATION_MIN: "6s" (expected: at most 5s LAMEDUCK_PROPAGATION_DELAY by \
              default)\
              """);
    }

    @ParameterizedTest
    @CsvSource(
        ignoreLeadingAndTrailingWhitespace = false,
        delimiter = '|',
        value = {
          "SIGQUIT|a JVM prints its threads on SIGQUIT and goes on; ",
          "quit|a JVM prints its threads on SIGQUIT and goes on; ",
          "INT|SIGINT is a person's Ctrl+C and does not wait for clients; ",
          "SIGUSR2|the JVM suspends its threads by SIGUSR2; ",
          "SIGKILL|no process can hear it; ",
          "SIGRTMIN+3|''"
        })
    void saysWhyASignalCannotStopIt(String signal, String why) {
      assertThat(inACluster().env(Setting.STOP_SIGNAL, signal).errors())
          .containsExactly(
              "LAMEDUCK_STOP_SIGNAL: \""
                  + signal
                  + "\" (expected: SIGTERM, SIGHUP or SIGUSR1); "
                  + why
                  + "let SIGTERM be sent instead: STOPSIGNAL of the image, or lifecycle.stopSignal"
                  + " of the container");
    }

    @Test
    void countsASingleErrorInTheSingular() {
      assertThatThrownBy(() -> inACluster().env(Setting.PROBE_PORT, "0").read())
          .hasMessageStartingWith(
              "1 error in the configuration of Lameduck\n  LAMEDUCK_PROBE_PORT");
    }

    @Test
    void doesNotReportWhatOnlyFollowsFromAnotherError() {
      GivenSettings given =
          inACluster()
              .env(Setting.PROPAGATION_DELAY, "sixty")
              .env(Setting.PROPAGATION_MIN, "20s")
              .env(Setting.PROPAGATION_MAX, "3s");

      assertThat(given.errors()).singleElement().asString().contains("\"sixty\"");
    }

    @Test
    void doesNotBlameADefaultThatCouldNotFollowItsDelay() {
      GivenSettings given =
          inACluster().env(Setting.PROPAGATION_DELAY, "20s").env(Setting.EXIT_MARGIN, "one");

      assertThat(given.errors()).singleElement().asString().startsWith("LAMEDUCK_EXIT_MARGIN: ");
    }

    @Test
    void keepsALineALine() {
      String line = inACluster().env(Setting.PROBE_PORT, "80\n81\u001b[31m").errors().get(0);

      assertThat(line).startsWith("LAMEDUCK_PROBE_PORT: \"80?81?[31m\" (expected: ");
    }

    @Test
    void shortensAnEndlessValue() {
      String line = inACluster().env(Setting.PROBE_PORT, "8".repeat(10_000)).errors().get(0);

      assertThat(line)
          .hasSizeLessThan(250)
          .endsWith(
              "…\" (expected: a port from 1 to 65535); it has 10000 characters, the most are 4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAMEDUCK_PRESTOP_TOKEN", "LAMEDUCK_PRESTOP_TOKN", "LAMEDUCK_SECRET"})
    void neverShowsASecretNotEvenUnderAMistypedName(String name) {
      assertThat(inACluster().env(name, "sesame\u00e9").errors())
          .singleElement()
          .asString()
          .startsWith(name)
          .doesNotContain("sesame");
    }
  }

  @Nested
  class AValue {
    @Test
    void mayHaveBlanksAroundIt() {
      assertThat(inACluster().env(Setting.EXIT_MARGIN, " 2s\n").read().exitMargin()).hasSeconds(2);
    }

    static Stream<Setting<?>> allThatMustNotBeEmpty() {
      return Setting.values().stream().filter(setting -> setting != Setting.PROBE_PREFIX);
    }

    @ParameterizedTest
    @MethodSource("allThatMustNotBeEmpty")
    void thatIsEmptyIsAMistakeAndNoWishForTheDefault(Setting<?> setting) {
      GivenSettings given = inACluster().env(setting, " ");

      assertThat(given.errors())
          .singleElement()
          .asString()
          .startsWith(setting.environmentName() + ": ")
          .endsWith("; remove it to get the default");
    }

    @Test
    void thatIsANumberIsRefusedWithAHint() {
      assertThat(inACluster().env(Setting.GRACE_PERIOD, "60").errors())
          .containsExactly(
              "LAMEDUCK_GRACE_PERIOD: \"60\" (expected: a duration such as 500ms, 5s or 1m30s);"
                  + " a number needs a unit; write 60s or 60ms");
    }

    static Stream<Setting<?>> durations() {
      return Setting.values().stream()
          .filter(setting -> setting.type() == Duration.class)
          .filter(setting -> setting != Setting.GRACE_PERIOD); // has a least one as well
    }

    @Test
    void thatIsTheAgeOfAConnectionIsAtLeastASecond() {
      assertThat(inACluster().env(Setting.CONNECTION_MAX_AGE, "1s").errors()).isEmpty();
      assertThat(inACluster().env(Setting.CONNECTION_MAX_AGE, "999ms").errors())
          .containsExactly("LAMEDUCK_CONNECTION_MAX_AGE: \"999ms\" (expected: at least 1s)");
    }

    @ParameterizedTest
    @MethodSource("durations")
    void thatIsADurationIsNotNegative(Setting<?> setting) {
      assertThat(inACluster().env(setting, "-1ms").errors())
          .containsExactly(
              setting.environmentName()
                  + ": \"-1ms\" (expected: a duration such as 500ms, 5s or 1m30s);"
                  + " it must not be negative");
    }
  }

  @Nested
  class TheRisk {
    @ParameterizedTest
    @CsvSource({"0.5", "0.50", "1e-9", ".1"})
    void isAProbabilityUpToOneHalf(String risk) {
      assertThat(inACluster().env(Setting.PROPAGATION_RISK, risk).read().propagationRisk())
          .isEqualTo(Double.parseDouble(risk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "0.5001", "1", "NaN", "0.1%", "0,1", "1e-999999999", "1s"})
    void isNothingElse(String risk) {
      assertThat(inACluster().env(Setting.PROPAGATION_RISK, risk).errors())
          .containsExactly(
              "LAMEDUCK_PROPAGATION_RISK: \""
                  + risk
                  + "\" (expected: a number above 0 and up to 0.5, such as 0.001)");
    }
  }

  @Nested
  class AChoice {
    @ParameterizedTest
    @CsvSource({"none, NONE", "Names, NAMES", "FULL, FULL"})
    void isReadInUpperAndLowerCase(String text, ProbeDetails details) {
      assertThat(inACluster().env(Setting.PROBE_DETAILS, text).read().probeDetails())
          .isEqualTo(details);
    }

    @Test
    void namesAllThereIsToChooseFrom() {
      assertThat(inACluster().env(Setting.EXIT_CODES, "batch").errors())
          .containsExactly("LAMEDUCK_EXIT_CODES: \"batch\" (expected: server or job)");
      assertThat(inACluster().env(Setting.READINESS_ON_SHUTDOWN, "drop").errors())
          .containsExactly(
              "LAMEDUCK_READINESS_ON_SHUTDOWN: \"drop\""
                  + " (expected: fail, keep or a duration such as 10s)");
    }

    @Test
    void ofReadinessGivesTheHintOfADuration() {
      assertThat(inACluster().env(Setting.READINESS_ON_SHUTDOWN, "10").errors())
          .singleElement()
          .asString()
          .endsWith("; a number needs a unit; write 10s or 10ms");
    }
  }
}
