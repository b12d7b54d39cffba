package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Those who depend on an artifact get what is in its POM, without the parent. */
class PublishedPomsTest {
  static List<ReleasedModule> modules() {
    return ReleasedModule.all();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void thePomHasWhatMavenCentralAsksFor(ReleasedModule module) {
    pomOf(module).assertComplete();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void thePomStandsAlone(ReleasedModule module) {
    pomOf(module).assertStandsAlone();
  }

  @Test
  void theBomManagesAllOtherArtifacts() {
    assertThat(pomOf(new ReleasedModule("bom")).managed())
        .containsExactlyInAnyOrderElementsOf(
            modules().stream()
                .filter(module -> !module.folder().equals("bom"))
                .map(module -> pomOf(module).coordinates())
                .toList());
  }

  private static PublishedPom pomOf(ReleasedModule module) {
    assumeTrue(
        Files.exists(module.flattenedPom()),
        () -> module + " was not built: `mvn test` builds all modules");
    return PublishedPom.parse(Repository.read(module.flattenedPom()));
  }
}
