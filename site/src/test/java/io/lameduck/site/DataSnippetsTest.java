package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/** What the pages show in YAML, JSON and XML is well-formed. */
class DataSnippetsTest {
  static Stream<Snippet> yaml() {
    return Snippet.in("yaml");
  }

  static Stream<Snippet> json() {
    return Snippet.in("json");
  }

  static Stream<Snippet> xml() {
    return Snippet.in("xml");
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void yamlIsWellFormed(Snippet snippet) {
    Load load = new Load(LoadSettings.builder().build());
    assertThat(load.loadAllFromString(snippet.text()))
        .isNotEmpty()
        .allSatisfy(document -> assertThat(document).isNotInstanceOf(String.class));
  }

  @ParameterizedTest
  @MethodSource("json")
  void jsonIsWellFormed(Snippet snippet) {
    assertThatCode(() -> JsonMapper.shared().readTree(snippet.text())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("xml")
  void xmlIsWellFormed(Snippet snippet) throws Exception {
    String elements = "<all>" + snippet.text() + "</all>"; // there may be two dependencies
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(elements)));
  }

  @Test
  void dependenciesNameTheVersionOfThisRepository() {
    String version = Pom.of("").version();
    assertThat(xml().filter(snippet -> snippet.text().contains("<groupId>io.lameduck<")))
        .isNotEmpty()
        .filteredOn(snippet -> snippet.text().contains("<version>"))
        .allSatisfy(snippet -> assertThat(snippet.text()).contains("<version>" + version + "<"));
  }
}
