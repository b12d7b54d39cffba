package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of this repository, without the Javadoc, which takes longer. */
class SiteTest {
  private final Path folder;

  SiteTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void noLinkOfAPageIsBroken() throws IOException {
    write();
    assertThat(new LinkCheck(folder).broken())
        .filteredOn(link -> !link.matches(".*: (\\.\\./)*assets/.*")) // those come with the profile
        .isEmpty();
  }

  @Test
  void everyPageOfTheDocsIsInTheNavigation() throws IOException {
    write();
    Document home = Jsoup.parse(Files.readString(folder.resolve("index.html")));
    List<String> links = home.select("nav[aria-label=Pages] a").eachAttr("href");
    assertThat(Repository.files("docs"))
        .hasSizeGreaterThan(10)
        .allSatisfy(page -> assertThat(links).contains("docs/" + html(page)));
  }

  @Test
  void theSearchKnowsSectionsByTheirAnchors() throws IOException {
    write();
    assertThat(Files.readString(folder.resolve("assets/sections.js")))
        .contains("\"docs/probes.html#the-port\"", "\"Probes › The port\"");
  }

  @Test
  void everyPublishedModuleIsInTheApi() throws IOException {
    assertThat(PublishedModule.of(new Sources(Repository.ROOT)))
        .extracting(PublishedModule::artifact)
        .contains("lameduck-core", "lameduck-kafka", "lameduck-spring-boot3-starter")
        .doesNotContain("lameduck-bom", "lameduck-site", "lameduck-contract");
  }

  private void write() throws IOException {
    new Site(new Sources(Repository.ROOT), folder, List.of()).write();
  }

  private static String html(Path page) {
    return page.getFileName().toString().replace(".md", ".html");
  }
}
