package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {
  private final Path site;

  LinkCheckTest(@TempDir Path site) {
    this.site = site;
  }

  @Test
  void aPageThatDoesNotExistIsBroken() throws IOException {
    assertThat(brokenBy("<a href='gone.html'>")).containsExactly("page.html: gone.html");
  }

  @Test
  void aPlaceThatDoesNotExistIsBroken() throws IOException {
    assertThat(brokenBy("<a href='other.html#gone'>"))
        .containsExactly("page.html: other.html#gone");
    assertThat(brokenBy("<a href='#gone'>")).containsExactly("page.html: #gone");
  }

  @Test
  void anImageThatDoesNotExistIsBroken() throws IOException {
    assertThat(brokenBy("<img src='gone.png'>")).containsExactly("page.html: gone.png");
  }

  @Test
  void aFolderIsBrokenWhereNoServerLooksForItsIndex() throws IOException {
    Files.createDirectory(site.resolve("folder"));
    assertThat(brokenBy("<a href='folder'>")).containsExactly("page.html: folder");
  }

  @Test
  void whatExistsIsNot() throws IOException {
    assertThat(brokenBy("<a href='other.html'> <a href='other.html#a(int)'> <a href='#'>"))
        .isEmpty();
    assertThat(brokenBy("<a href='other.html?x=1#a(int)'> <a href='page.html'>")).isEmpty();
  }

  @Test
  void otherSitesAreNotAsked() throws IOException {
    assertThat(brokenBy("<a href='https://example.com/gone'> <a href='mailto:a@example.com'>"))
        .isEmpty();
  }

  @Test
  void theDocletIsLeftAloneWithinTheJavadocOfOneModule() throws IOException {
    Path one = Files.createDirectories(site.resolve("api/one/p"));
    Files.writeString(
        one.resolve("Type.html"), "<a href='../help.html#gone'> <a href='../../two/Gone.html'>");
    assertThat(new LinkCheck(site).broken())
        .containsExactly("api/one/p/Type.html: ../../two/Gone.html");
  }

  @Test
  void aPageOfOursMayNotLinkToAPlaceThatJavadocDoesNotHave() throws IOException {
    Files.writeString(Files.createDirectories(site.resolve("api/one")).resolve("T.html"), "<p>");
    assertThat(brokenBy("<a href='api/one/T.html#gone'>"))
        .containsExactly("page.html: api/one/T.html#gone");
  }

  private List<String> brokenBy(String html) throws IOException {
    Files.writeString(site.resolve("other.html"), "<h2 id='a(int)'>A method</h2>");
    Files.writeString(site.resolve("page.html"), html);
    return new LinkCheck(site).broken();
  }
}
