package io.lameduck.rehearsal;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users see of the module, and which of its packages know each other. */
class PackagesTest {
  private static final String ROOT = "io.lameduck.rehearsal";
  private static final String MODEL = ROOT + ".model";
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "lameduck", "rehearsal");
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?io\\.lameduck\\.rehearsal\\.([a-z]*)", Pattern.MULTILINE);

  @Test
  void usersSeeTheRootAndTheModel() {
    assertThat(exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder(ROOT, MODEL);
  }

  private static Stream<ModuleDescriptor.Exports> exports() {
    return ModuleFinder.of(CLASSES).find(ROOT).orElseThrow().descriptor().exports().stream();
  }

  @Test
  void nothingTheySeeMentionsWhatTheyDoNot() throws Exception {
    List<Class<?>> types = new ArrayList<>(publicTypes(ROOT));
    types.addAll(publicTypes(MODEL));
    assertThat(types).contains(Rehearsal.class);
    assertThat(types.stream().flatMap(PackagesTest::mentioned))
        .extracting(Class::getPackageName)
        .filteredOn(name -> name.startsWith(ROOT))
        .containsOnly(ROOT, MODEL);
  }

  private static List<Class<?>> publicTypes(String packageName) throws Exception {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(CLASSES.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> type = Class.forName(packageName + "." + name);
        if (Modifier.isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static Stream<Class<?>> mentioned(Class<?> type) {
    Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
    Stream<Executable> all =
        Stream.concat(methods, Arrays.stream(type.getDeclaredConstructors()))
            .filter(each -> Modifier.isPublic(each.getModifiers()));
    return all.flatMap(
        each ->
            Stream.concat(
                Arrays.stream(each.getParameterTypes()),
                each instanceof Method method ? Stream.of(method.getReturnType()) : Stream.of()));
  }

  /** The root is the empty name. */
  @ParameterizedTest
  @CsvSource({
    "model, wire",
    "wire, ",
    "pod, model wire",
    "load, model pod wire",
    "report, model",
    "file, model",
    "verdict, model",
    "proxy, load model pod",
    "'', file load model pod proxy report verdict"
  })
  void aPackageKnowsOnlyThoseBelowIt(String name, String known) throws IOException {
    Set<String> expected = known == null ? Set.of() : Set.of(known.split(" "));
    Set<String> imported = imported(SOURCES.resolve(name));
    imported.remove(name);
    assertThat(imported).isEqualTo(expected);
  }

  private static Set<String> imported(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
    }
    Stream<MatchResult> imports = IMPORT.matcher(text).results();
    return imports.map(found -> found.group(1)).filter(name -> !name.isEmpty()).collect(toSet());
  }
}
