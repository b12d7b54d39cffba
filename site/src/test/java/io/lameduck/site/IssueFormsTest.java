package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A form that is not valid is not shown, and nobody is told. */
class IssueFormsTest {
  private static final String FOLDER = ".github/ISSUE_TEMPLATE";
  private static final List<String> TYPES =
      List.of("markdown", "input", "textarea", "dropdown", "checkboxes");

  /** A page of the repository, as a form names it. */
  private static final Pattern PAGE = Pattern.compile("docs/[\\w-]+\\.md|SECURITY\\.md");

  static Stream<Path> forms() {
    return Repository.files(FOLDER).stream().filter(file -> !file.endsWith("config.yml"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormHasANameADescriptionAndFields(Path form) {
    Map<?, ?> read = map(load(form));
    assertThat(read.get("name")).isInstanceOf(String.class);
    assertThat(read.get("description")).isInstanceOf(String.class);
    assertThat(fields(read)).isNotEmpty().allSatisfy(IssueFormsTest::assertIsAField);
    assertThat(fields(read).map(field -> field.get("id")).filter(Objects::nonNull))
        .doesNotHaveDuplicates();
  }

  @Test
  void aBugReportAsksForLogMessageVersionsAndRehearsal() {
    Map<?, ?> form = map(load(Repository.ROOT.resolve(FOLDER).resolve("bug.yml")));
    assertThat(fields(form).map(field -> String.valueOf(field.get("id"))))
        .contains("log", "message", "versions", "rehearsal");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormPointsToPagesThatExist(Path form) {
    List<String> pages =
        PAGE.matcher(Repository.read(form)).results().map(page -> page.group()).toList();
    assertThat(pages)
        .isNotEmpty()
        .allSatisfy(page -> assertThat(Repository.ROOT.resolve(page)).isRegularFile());
  }

  private static void assertIsAField(Map<?, ?> field) {
    assertThat(field.get("type")).isIn(TYPES);
    Map<?, ?> attributes = map(field.get("attributes"));
    if (field.get("type").equals("markdown")) {
      assertThat(attributes.get("value")).isInstanceOf(String.class);
    } else {
      assertThat(field.get("id")).asString().matches("[\\w-]+");
      assertThat(attributes.get("label")).isInstanceOf(String.class);
    }
  }

  private static Stream<Map<?, ?>> fields(Map<?, ?> form) {
    return ((List<?>) form.get("body")).stream().map(IssueFormsTest::map);
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static Object load(Path file) {
    return new Load(LoadSettings.builder().build()).loadFromString(Repository.read(file));
  }
}
