package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A module that is published is in each of the lists that are kept by hand. */
class PublishedModulesTest {
  private static final String ARTIFACTS_BUT_ITS_OWN =
      "<artifactId>(lameduck-(?!parent|bom).*)</artifactId>";

  @Test
  void theBomHasTheirArtifacts() throws IOException {
    assertThat(found("bom/pom.xml", ARTIFACTS_BUT_ITS_OWN))
        .contains("lameduck-core")
        .containsExactlyInAnyOrderElementsOf(published(ModulePom::artifact));
  }

  @Test
  void ciTestsThem() throws IOException {
    assertListed(".ci/run", "(?m)^(?:libraries|rehearsal|frameworks)=(.*)");
  }

  @Test
  void aReleaseHasThem() throws IOException {
    assertListed("CONTRIBUTING.md", "published=bom,(.*)");
  }

  private static void assertListed(String file, String list) throws IOException {
    assertThat(found(file, list))
        .flatExtracting(folders -> List.of(folders.split(",")))
        .containsExactlyInAnyOrderElementsOf(published(ModulePom::folder));
  }

  private static List<String> published(Function<ModulePom, String> what) throws IOException {
    return ModulePom.all().stream().filter(ModulePom::isPublishedJar).map(what).toList();
  }

  private static List<String> found(String file, String pattern) throws IOException {
    String text = Files.readString(ModulePom.REPOSITORY.resolve(file));
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
