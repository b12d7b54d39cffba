package io.lameduck.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;

/**
 * Something in a page that a reader would copy.
 *
 * @param page its path in the repository
 * @param language what stands behind the fence; {@code inline} for code in a line
 */
record Snippet(Path page, String language, String text) {
  static final String INLINE = "inline";

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /** All of a language, page by page. */
  static Stream<Snippet> in(String language) {
    return all().filter(snippet -> snippet.language().equals(language));
  }

  private static Stream<Snippet> all() {
    try {
      return new Sources(Repository.ROOT).pages().stream().flatMap(page -> of(page).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Snippet> of(Path page) {
    List<Snippet> snippets = new ArrayList<>();
    PARSER
        .parse(Repository.read(page.toString()))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                snippets.add(new Snippet(page, block.getInfo(), block.getLiteral()));
              }

              @Override
              public void visit(Code code) {
                snippets.add(new Snippet(page, INLINE, code.getLiteral()));
              }
            });
    return snippets;
  }

  @Override
  public String toString() {
    return page + ": " + text.lines().findFirst().orElse("");
  }
}
