package io.lameduck.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedPartTest {
  @TempDir private Path directory;
  private Path page;

  @BeforeEach
  void begin() throws IOException {
    page = directory.resolve("README.md");
    Files.writeString(page, "before\n<!-- table -->\nold\n<!-- end of table -->\nafter\n");
  }

  @Test
  void replacesWhatIsBetweenItsCommentsAndNothingElse() throws IOException {
    new MarkedPart(page, "table").put("new\n");

    assertThat(page).hasContent("before\n<!-- table -->\nnew\n<!-- end of table -->\nafter\n");
  }

  @Test
  void canBeReplacedAgain() throws IOException {
    new MarkedPart(page, "table").put("new");
    new MarkedPart(page, "table").put("newer");

    assertThat(page).content().contains("\nnewer\n").doesNotContain("new\n<", "old");
  }

  @Test
  void isMissedWhereItIsNotMarked() {
    assertThatThrownBy(() -> new MarkedPart(page, "chart").put("new"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("<!-- chart -->");
    assertThat(page).content().contains("old");
  }
}
