package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The POM of an artifact as it is published: flattened, without the parent. */
record PublishedPom(Document xml) {
  private static final List<String> REQUIRED =
      List.of(
          "groupId",
          "artifactId",
          "version",
          "name",
          "description",
          "licenses > license > name",
          "licenses > license > url",
          "developers > developer > name");

  static PublishedPom parse(String text) {
    return new PublishedPom(Jsoup.parse(text, Parser.xmlParser()));
  }

  /** Has all that Maven Central asks for but {@code url} and {@code scm}, which are to come. */
  void assertComplete() {
    assertThat(REQUIRED)
        .allSatisfy(
            element ->
                assertThat(xml.select("project > " + element).eachText())
                    .as(element)
                    .isNotEmpty()
                    .noneMatch(String::isBlank));
  }

  /** Resolves without anything that is not published. */
  void assertStandsAlone() {
    assertThat(xml.select("project > parent")).as("parent").isEmpty();
    assertThat(xml.outerHtml()).as("references to properties").doesNotContain("${");
    assertThat(dependencies())
        .as("dependencies")
        .allSatisfy(
            dependency -> {
              assertThat(dependency.select("> version").text()).isNotEmpty();
              assertThat(dependency.select("> scope").text()).isNotEqualTo("test");
              assertThat(dependency.select("> type").text()).isNotEqualTo("test-jar");
            });
  }

  private List<Element> dependencies() {
    return xml.select("project dependency");
  }

  String artifact() {
    return xml.expectFirst("project > artifactId").text();
  }

  String version() {
    return xml.expectFirst("project > version").text();
  }

  /** Whether there is a jar beside it. */
  boolean hasJar() {
    return !xml.select("project > packaging").text().equals("pom");
  }

  /** The artifacts that those who import it get, each with its version. */
  List<String> managed() {
    return xml.select("project > dependencyManagement > dependencies > dependency").stream()
        .map(PublishedPom::coordinates)
        .toList();
  }

  /** The artifact and its version. */
  String coordinates() {
    return coordinates(xml.expectFirst("project"));
  }

  private static String coordinates(Element of) {
    return of.expectFirst("> artifactId").text() + " " + of.expectFirst("> version").text();
  }
}
