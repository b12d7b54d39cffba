package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class YamlTest {
  private static Yaml read(String text) {
    return YamlFile.parse("file.yaml", text).get(0);
  }

  @Nested
  class IsRefusedRatherThanMisread {
    @Test
    void anAlias() {
      assertThatThrownBy(() -> read("a: &x 1\nb: *x\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessage("file.yaml line 2: an alias (expected: the value itself)");
    }

    @Test
    void aNameThatIsThereTwice() {
      assertThatThrownBy(() -> read("a: 1\na: 2\n"))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContainingAll("file.yaml line 2", "\"a\"");
    }

    @Test
    void aNumberThatIsTooLarge() {
      assertThatThrownBy(() -> read("a: 2147483648").at("a").integer(0))
          .hasMessage("file.yaml: a: 2147483648 (expected: a whole number)");
    }
  }

  /** Messages end up in the logs of pipelines. */
  @Nested
  class ASecretIsNotInAMessage {
    @Test
    void whereTheYamlIsInvalid() {
      assertThatThrownBy(() -> read("data:\n  PASSWORD: \"hunter2\n"))
          .hasMessageContaining("file.yaml line")
          .hasMessageNotContaining("hunter2");
    }

    @Test
    void whereAValueIsAMapping() {
      assertThatThrownBy(() -> read("data: {key: {inner: hunter2}}").at("data").at("key").text())
          .hasMessage("file.yaml: data.key: [inner] (expected: a single value)");
    }
  }
}
