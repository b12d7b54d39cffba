package io.lameduck.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void blanksSeparate() {
    assertThat(Words.of("  java  -jar app.jar ")).containsExactly("java", "-jar", "app.jar");
  }

  @Test
  void quotationsKeepTogether() {
    assertThat(Words.of("sh -c 'exec \"$0\" x' \"a 'b c\" \"d\""))
        .containsExactly("sh", "-c", "exec \"$0\" x", "a 'b c", "d");
  }

  @Test
  void anEmptyQuotationIsAWord() {
    assertThat(Words.of("a '' b")).containsExactly("a", "", "b");
  }

  @Test
  void aBackslashTakesTheMeaningAwayButNotBetweenSingleQuotes() {
    assertThat(Words.of("a\\ b \\\"c '\\d'")).containsExactly("a b", "\"c", "\\d");
  }

  @Test
  void aQuotationThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> Words.of("java 'x")).hasMessageContaining("every quotation ends");
  }
}
