package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {
  private static String adviceOn(String text) {
    return catchThrowableOfType(BadValueException.class, () -> DurationParser.parse(text)).advice();
  }

  @Nested
  class Reads {
    @ParameterizedTest
    @CsvSource({
      "0s, 0",
      "0ms, 0",
      "500ms, 500",
      "5s, 5000",
      "1m30s, 90000",
      "90s, 90000",
      "2h, 7200000",
      "1h1m1s1ms, 3661001",
      "1m1ms, 60001",
      "007s, 7000",
      "PT5S, 5000",
      "PT0.5S, 500",
      "PT1M30S, 90000",
      "P1D, 86400000",
    })
    void whatPeopleWrite(String text, long millis) throws BadValueException {
      assertThat(DurationParser.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aYearAndNothingLonger() throws BadValueException {
      assertThat(DurationParser.parse("8760h")).isEqualTo(Duration.ofDays(365));
      assertThat(adviceOn("8760h1ms")).isEqualTo("the longest is 8760h");
      assertThat(adviceOn("P366D")).isEqualTo("the longest is 8760h");
    }

    @Test
    void noMoreThanALongCanHold() {
      assertThat(adviceOn("999999999999999h")).isEqualTo("the longest is 8760h");
      assertThat(adviceOn("99999999999999999999s")).isEmpty();
      assertThat(adviceOn("PT9223372036854775807M")).isEmpty();
    }

    @Test
    void aMillisecondAndNothingFiner() throws BadValueException {
      assertThat(DurationParser.parse("PT0.001S")).isEqualTo(Duration.ofMillis(1));
      assertThat(adviceOn("PT0.0011S")).isEqualTo("nothing is finer than 1ms");
    }
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(strings = {"-5s", "-5", "PT-5S", "-PT5S"})
    void whatIsNegative(String text) {
      assertThat(adviceOn(text)).isEqualTo("it must not be negative");
    }

    @ParameterizedTest
    @CsvSource({
      "0, a number needs a unit; write 0s or 0ms",
      "5, a number needs a unit; write 5s or 5ms",
      "5S, write 5s",
      "5MS, write 5ms",
      "1M30S, write 1m30s",
      "5 s, write 5s",
      "1m 30s, write 1m30s",
    })
    void whatIsAlmostRightAndSaysWhatToWrite(String text, String advice) {
      assertThat(adviceOn(text)).isEqualTo(advice);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "", "s", "1.5s", "30s1m", "5s5s", "5sec", "5ns", "5us", "1d", "soon", "P", "pt5s"
        })
    void whatIsNoDurationAtAll(String text) {
      assertThat(adviceOn(text)).isEmpty();
    }
  }

  @Nested
  class Shows {
    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "999ms", "1s", "1s1ms", "1m", "1m30s", "1h", "25h1s"})
    void theShortestTextThatIsReadAsTheSame(String text) throws BadValueException {
      assertThat(DurationText.exact(DurationParser.parse(text))).isEqualTo(text);
    }
  }
}
