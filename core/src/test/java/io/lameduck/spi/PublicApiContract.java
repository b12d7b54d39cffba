package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users may call is written down, one file for each package, and a change of it is a change of
 * that file. A subclass names the packages in a static method {@code packages}.
 */
public abstract class PublicApiContract {
  private final Class<?> anchor;

  /** The API of the module that a class belongs to. */
  protected PublicApiContract(Class<?> anchor) {
    this.anchor = anchor;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void isWhatIsWrittenDown(String name) throws Exception {
    List<String> api = apiOf(name);
    Path found = Path.of("target", "public-api", name + ".txt");
    Files.createDirectories(found.getParent());
    Files.write(found, api);
    Path written = Path.of("src", "test", "public-api", name + ".txt");
    assertThat(Files.exists(written) ? Files.readAllLines(written) : List.of())
        .as("the public API of %s; if the change is meant: cp %s %s", name, found, written)
        .isEqualTo(api);
  }

  private List<String> apiOf(String name) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(classesOf(anchor).resolve(name.replace('.', '/')))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> load(name + "." + file.replaceAll("\\.class$", "")))
          .filter(PublicApiContract::isPublic)
          .sorted((one, other) -> one.getName().compareTo(other.getName()))
          .flatMap(PublicApiContract::linesOf)
          .toList();
    }
  }

  /** The folder of a module's classes. */
  protected static Path classesOf(Class<?> anchor) throws URISyntaxException {
    return Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, anchor.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** What an annotation processor has written is marked as such. */
  private static boolean isPublic(Class<?> type) {
    return !type.isSynthetic()
        && isApi(type.getModifiers())
        && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
  }

  private static boolean isApi(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> linesOf(Class<?> type) {
    Stream<Member> members =
        Stream.of(
                type.getDeclaredConstructors(), type.getDeclaredFields(), type.getDeclaredMethods())
            .flatMap(Arrays::stream);
    Stream<String> lines =
        members
            .filter(member -> isApi(member.getModifiers()) && !member.isSynthetic())
            .map(member -> "  " + lineOf(member))
            .sorted();
    return Stream.concat(Stream.of(headOf(type)), lines);
  }

  /** As it is declared, with the types that it extends. */
  private static String headOf(Class<?> type) {
    Stream<String> supertypes =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()),
                Arrays.stream(type.getGenericInterfaces()))
            .map(Type::getTypeName)
            .filter(name -> !name.equals("java.lang.Object"));
    String declared = type.toGenericString().replaceAll("\\b(non-)?sealed ", ""); // not in JDK 17
    String suffix = type.isSealed() ? " sealed" : "";
    return declared + suffix + supertypes.map(name -> " < " + name).reduce("", String::concat);
  }

  private static String lineOf(Member member) {
    String whole =
        member instanceof Field field
            ? field.toGenericString()
            : ((Executable) member).toGenericString();
    String owner = member.getDeclaringClass().getName();
    return member instanceof Constructor ? whole : whole.replace(owner + ".", "");
  }
}
