package io.lameduck.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  private static final String DUCK = "\uD83E\uDD86"; // beyond the basic plane: two chars

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Printable.line("POST /ördérs?" + DUCK)).isEqualTo("POST /ördérs?" + DUCK);
    assertThat(Printable.line("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r",
        "\t",
        "\0",
        "\u001b",
        "\u007f", // what ASCII controls
        "\u0085",
        "\u009b", // another end of line, and an escape of one byte
        "\u2028",
        "\u2029", // line and paragraph separators
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff", // reverses the direction of the text, or cannot be seen
        "\ud83e",
        "\udd86" // halves of a character
      })
  void showsAQuestionMarkForWhatWouldForgeALine(String unfit) {
    assertThat(Printable.line("GET /a" + unfit + "INFO fine")).isEqualTo("GET /a?INFO fine");
  }

  @Test
  void isNeverLongerThan120Characters() {
    assertThat(Printable.line("a".repeat(120))).isEqualTo("a".repeat(120));
    assertThat(Printable.line("a".repeat(121))).isEqualTo("a".repeat(119) + "…");
    assertThat(Printable.line("\n".repeat(100_000))).isEqualTo("?".repeat(119) + "…");
  }

  @Test
  void isNotCutWithinACharacter() {
    assertThat(Printable.line("a".repeat(118) + DUCK + "b")).isEqualTo("a".repeat(118) + "…");
    assertThat(Printable.line("a".repeat(117) + DUCK + "bb"))
        .isEqualTo("a".repeat(117) + DUCK + "…");
  }
}
