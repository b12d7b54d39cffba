package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.linesOf;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who builds with {@code -DskipTests} wants no test, integration tests included. */
class SkippedTestsTest {
  private static final Pattern RUNS_ALL_THE_SAME =
      Pattern.compile("<(skip|skipTests|skipITs)>\\s*false\\s*<");

  @Test
  void integrationTestsFollow() {
    assertThat(linesOf(ModulePom.REPOSITORY.resolve("pom.xml")).stream().map(String::strip))
        .contains("<skipTests>false</skipTests>", "<skipITs>${skipTests}</skipITs>");
  }

  @Test
  void noModuleDecidesOtherwise() throws IOException {
    List<ModulePom> poms = ModulePom.all();
    assertThat(poms).hasSizeGreaterThan(20);
    assertThat(poms)
        .allSatisfy(pom -> assertThat(pom.text()).doesNotContainPattern(RUNS_ALL_THE_SAME));
  }
}
