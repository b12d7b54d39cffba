package io.lameduck.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir private Path directory;
  private Path page;
  private Results results;

  @BeforeEach
  void begin() {
    page = directory.resolve("RESULTS.md");
    results = new Results(page, "# Results", List.of("Gate", "Exit"));
  }

  @Test
  void beginWithTheIntroductionAndTellWhereAndWhen() throws IOException {
    results.put("Gate", "fast");

    assertThat(page).content().startsWith("# Results\n\n## Gate\n\n").endsWith("\n\nfast\n");
    assertThat(page).content().contains("JDK " + Runtime.version());
  }

  @Test
  void standInTheirOrderWhateverWasMeasuredFirst() throws IOException {
    results.put("Exit", "quick");
    results.put("Gate", "fast");

    assertThat(page).content().containsSubsequence("## Gate", "fast", "## Exit", "quick");
  }

  @Test
  void replaceTheirOwnSectionAndNoOther() throws IOException {
    results.put("Gate", "fast\n\n### In detail\n\n| a |\n|---|");
    results.put("Exit", "slow");
    String gate = section("Gate");
    results.put("Exit", "quick");

    assertThat(section("Gate")).isEqualTo(gate).contains("### In detail", "|---|");
    assertThat(page).content().contains("quick").doesNotContain("slow");
  }

  @Test
  void dropWhatIsMeasuredNoMore() throws IOException {
    Files.writeString(page, "# Old\n\n## Gone\n\nnothing\n\n## Gate\n\nkept\n");
    results.put("Exit", "quick");

    assertThat(page).content().contains("kept", "quick").doesNotContain("Gone", "nothing", "Old");
  }

  private String section(String title) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf("## " + title);
    int end = text.indexOf("\n## ", begin);
    return text.substring(begin, end < 0 ? text.length() : end);
  }
}
