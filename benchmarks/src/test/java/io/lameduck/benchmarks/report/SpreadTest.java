package io.lameduck.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  @Test
  void isTheMiddleOfAnOddNumberOfFigures() {
    assertThat(Spread.of(List.of(9, 1, 2))).isEqualTo(new Spread(1, 2, 9));
  }

  @Test
  void isBetweenTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Spread.of(List.of(9, 1, 2, 4)).median()).isEqualTo(3);
  }

  @Test
  void ofNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }

  @Test
  void showsItsRangeIfItHasOne() {
    assertThat(Spread.of(List.of(1.5, 2.5, 9)).text()).isEqualTo("2.50 (1.50–9)");
    assertThat(Spread.of(List.of(7, 7)).text()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({"0.123, 0.12", "1.999, 2.00", "12.34, 12.3", "123.4, 123", "7, 7", "-45.67, -45.7"})
  void showsThreeDigitsThatCount(double value, String shown) {
    assertThat(Spread.number(value)).isEqualTo(shown);
  }

  @Test
  void groupsThousands() {
    assertThat(Spread.number(1_234_567.8)).isEqualTo("1,234,568");
  }
}
