package io.lameduck.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResultTest {
  @Test
  void aPassingResultHasNoDetail() {
    assertThat(Result.of(true)).isEqualTo(new Result(true, ""));
  }

  @Test
  void falseSaysSo() {
    assertThat(Result.of(false)).isEqualTo(new Result(false, "returned false"));
  }

  @Test
  void anExceptionIsKnownByItsMessage() {
    assertThat(Result.of(new IOException("connection refused")))
        .isEqualTo(new Result(false, "connection refused"));
  }

  @Test
  void anExceptionWithoutMessageIsKnownByItsName() {
    assertThat(Result.of(new IOException()).detail()).isEqualTo("java.io.IOException");
    assertThat(Result.of(new IOException(" ")).detail()).startsWith("java.io.IOException");
  }

  @Test
  void anErrorIsKnownByNameAndMessage() {
    assertThat(Result.of(new NoClassDefFoundError("org/foo/Bar")).detail())
        .isEqualTo("java.lang.NoClassDefFoundError: org/foo/Bar");
  }

  @Test
  void aDetailOfTwoHundredCharactersIsKept() {
    assertThat(Result.failed("x".repeat(200)).detail()).isEqualTo("x".repeat(200));
  }

  @Test
  void aLongerDetailIsCut() {
    assertThat(Result.failed("x".repeat(201)).detail()).isEqualTo("x".repeat(199) + "…");
  }

  @Test
  void noHalfOfACharacterIsLeftAtTheCut() {
    assertThat(Result.failed("x".repeat(198) + "\uD83E\uDD86b").detail())
        .isEqualTo("x".repeat(198) + "…");
  }

  @Test
  void nothingBreaksALineOrATerminal() {
    assertThat(Result.failed("a\nb\rc\td\u001b[31me\u0000f\u0085g\u2028h\u202ei\u007fj").detail())
        .isEqualTo("a?b?c?d?[31me?f?g?h?i?j");
  }

  @Test
  void lettersOfAllScriptsAreKept() {
    assertThat(Result.failed("größer 数据库 \uD83E\uDD86").detail())
        .isEqualTo("größer 数据库 \uD83E\uDD86");
  }
}
