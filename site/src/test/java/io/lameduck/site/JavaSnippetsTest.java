package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show in Java compiles. A snippet leaves out what its readers know; it is put into
 * the frame of its page, which declares that, in {@code src/test/frames}. Whole classes need none.
 */
class JavaSnippetsTest {
  private static final String PLACE = "// snippet\n";

  private final Path classes;

  JavaSnippetsTest(@TempDir Path classes) {
    this.classes = classes;
  }

  static Stream<Path> pages() {
    return Snippet.in("java").map(Snippet::page).distinct();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theSnippetsOfAPageCompile(Path page) {
    assertThat(compiled("Frame", framed(page))).isEmpty();
  }

  @Test
  void wholeClassesCompile() {
    List<Snippet> whole = Snippet.in("java").filter(JavaSnippetsTest::isWhole).toList();
    assertThat(whole)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(compiled("OrdersIT", one.text())).isEmpty());
  }

  @Test
  void whatDoesNotExistDoesNotCompile() {
    assertThat(compiled("Frame", "class Frame { io.lameduck.NoSuchType gone; }")).isNotEmpty();
  }

  private static boolean isWhole(Snippet snippet) {
    return snippet.text().startsWith("import ");
  }

  private static String framed(Path page) {
    Deque<String> parts =
        Snippet.in("java")
            .filter(snippet -> snippet.page().equals(page) && !isWhole(snippet))
            .map(Snippet::text)
            .collect(Collectors.toCollection(ArrayDeque::new));
    String framed = Repository.read("site/src/test/frames/" + page + ".java");
    while (framed.contains(PLACE)) {
      assertThat(parts).as("a snippet for each place in the frame of %s", page).isNotEmpty();
      int place = framed.indexOf(PLACE);
      framed =
          framed.substring(0, place) + parts.remove() + framed.substring(place + PLACE.length());
    }
    assertThat(parts).as("snippets without a place in the frame of %s", page).isEmpty();
    return framed;
  }

  /** What the compiler complains of. */
  private String compiled(String type, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    boolean compiles =
        compiler.getTask(complaints, null, null, options, null, List.of(file(type, source))).call();
    return compiles ? "" : complaints + "\n" + source;
  }

  private static JavaFileObject file(String type, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return source;
      }
    };
  }
}
