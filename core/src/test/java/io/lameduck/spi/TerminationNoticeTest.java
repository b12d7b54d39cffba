package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationNoticeTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @ParameterizedTest
  @ValueSource(strings = {"", "EvictionByEvictionAPI", "x_1"})
  void hasAWordForAReason(String reason) {
    assertThat(notice(reason, Duration.ZERO, Duration.ZERO).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "two words", "line\nfeed", "Gr\u00fcnde", "a\"b"})
  void refusesWhatIsNoWord(String reason) {
    assertThatThrownBy(() -> notice(reason, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("reason");
  }

  @Test
  void hasAWordOf64Characters() {
    assertThat(notice("x".repeat(64), YEAR, YEAR).left()).contains(YEAR);
    assertThatThrownBy(() -> notice("x".repeat(65), YEAR, YEAR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTimesThatCannotBe() {
    for (Duration impossible : new Duration[] {Duration.ofNanos(-1), YEAR.plusNanos(1)}) {
      assertThatThrownBy(() -> notice("", impossible, Duration.ZERO))
          .hasMessageStartingWith("left");
      assertThatThrownBy(() -> notice("", Duration.ZERO, impossible))
          .hasMessageStartingWith("precision");
    }
  }

  private static TerminationNotice notice(String reason, Duration left, Duration precision) {
    return new TerminationNotice(reason, Optional.of(left), precision);
  }
}
