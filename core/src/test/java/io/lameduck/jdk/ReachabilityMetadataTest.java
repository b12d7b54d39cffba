package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a native image has to be told of this module: what is found by its name. */
class ReachabilityMetadataTest {
  private static final String FILE =
      "/META-INF/native-image/io.lameduck/lameduck-core/reachability-metadata.json";
  private static final Set<String> BY_NAME =
      Set.of("forName", "getResource", "getResourceAsStream", "newInstance");

  @Test
  void namesTheClassThatTheJdkIsAskedFor() throws Exception {
    assertThat(entries().map(entry -> entry.path("type").asString()))
        .containsExactly(TrackedHttpServerProvider.OF_THE_JDK);
  }

  @Test
  void namesWhatExists() throws Exception {
    assertThat(entries())
        .allSatisfy(
            entry -> {
              Class<?> type = Class.forName(entry.path("type").asString());
              assertThat(entry.path("methods").path(0).path("name").asString()).isEqualTo("<init>");
              assertThatCode(type::getDeclaredConstructor).doesNotThrowAnyException();
            });
  }

  @Test
  void appliesOnceItsConditionIsLoaded() throws Exception {
    assertThat(entries().map(entry -> entry.path("condition").path("typeReached").asString()))
        .containsExactly(TrackedHttpServerProvider.class.getName());
  }

  /** Where this fails, the metadata lacks something. */
  @Test
  void nothingElseIsFoundByItsName() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lameduck");
    assertThat(
            classes.stream()
                .flatMap(one -> one.getMethodCallsFromSelf().stream())
                .filter(ReachabilityMetadataTest::isByName)
                .map(JavaMethodCall::getDescription))
        .isEmpty();
  }

  private static boolean isByName(JavaMethodCall call) {
    String method = call.getTarget().getName();
    return call.getTargetOwner().isEquivalentTo(Class.class)
        && (method.startsWith("getDeclared") || BY_NAME.contains(method));
  }

  private static Stream<JsonNode> entries() throws Exception {
    try (InputStream file = ReachabilityMetadataTest.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared().readTree(file).path("reflection").valueStream();
    }
  }
}
