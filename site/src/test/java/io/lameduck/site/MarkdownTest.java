package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {
  private final Path root;
  private final Markdown markdown;

  MarkdownTest(@TempDir Path root) {
    this.root = root;
    this.markdown = new Markdown(new Sources(root));
  }

  @Test
  void aLinkToAPageLeadsToItsHtml() throws IOException {
    write("docs/other.md", "# Other");
    assertThat(linkOf("[x](other.md#a-place)")).isEqualTo("other.html#a-place");
  }

  @Test
  void aFolderWithAReadmeIsThatPage() throws IOException {
    write("examples/README.md", "# Examples");
    assertThat(linkOf("[x](../examples)")).isEqualTo("../examples/index.html");
    assertThat(linkOf("[x](../examples/README.md)")).isEqualTo("../examples/index.html");
    assertThat(markdown.linked()).isEmpty();
  }

  @Test
  void aFileOfTheRepositoryIsShownOnAPageOfItsOwn() throws IOException {
    write("examples/hello.yaml", "kind: Pod");
    assertThat(linkOf("[x](../examples/hello.yaml)")).isEqualTo("../examples/hello.yaml.html");
    assertThat(markdown.linked()).containsExactly(Path.of("examples/hello.yaml"));
  }

  @Test
  void whatDoesNotExistStaysForTheCheckOfTheLinks() throws IOException {
    assertThat(linkOf("[x](gone.md)")).isEqualTo("gone.md");
  }

  @Test
  void otherSitesAndPlacesOfTheSamePageStay() throws IOException {
    assertThat(linkOf("[x](https://example.com/a.md)")).isEqualTo("https://example.com/a.md");
    assertThat(linkOf("[x](#a-place)")).isEqualTo("#a-place");
  }

  @Test
  void aHeadingHasTheAnchorThatItHasWhereTheRepositoryIsHosted() throws IOException {
    Page page = page("## What a `preStop` *hook* does, and when");
    assertThat(page.sections())
        .extracting(section -> section.id())
        .containsExactly("what-a-prestop-hook-does-and-when");
  }

  private String linkOf(String link) throws IOException {
    return page(link).body().expectFirst("p a").attr("href");
  }

  private Page page(String text) throws IOException {
    write("docs/page.md", "# Page\n\n" + text);
    return markdown.page(Path.of("docs/page.md"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
