package io.lameduck;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the core know each other as CONTRIBUTING.md draws it, and no other way. */
class RoomsTest {
  private static final Path PAGE = Path.of("../CONTRIBUTING.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([\\w, ]*)\\|$", Pattern.MULTILINE);
  private static final Set<String> API = Set.of("", "probe", "spi");
  private static final String API_ROOM = "api";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.lameduck");

  /** Each room with those it knows, from the top to the bottom. */
  private static final Map<String, Set<String>> PLAN = plan();

  @Test
  void theRoomsAreThoseOfThePlan() {
    assertThat(PLAN.keySet())
        .containsExactlyInAnyOrderElementsOf(
            CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsThoseOfThePlan(String room) {
    assertThat(known(room)).isEqualTo(PLAN.get(room));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void anArrowGoesDown(String room) {
    List<String> order = new ArrayList<>(PLAN.keySet());
    assertThat(order.subList(order.indexOf(room) + 1, order.size())).containsAll(PLAN.get(room));
  }

  @Test
  void onlyLameduckKnowsHowAServiceIsStarted() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.lameduck.internal.start")
        .and()
        .doNotHaveFullyQualifiedName(Lameduck.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lameduck.internal.start")
        .check(CLASSES);
  }

  @Test
  void nothingInternalIsSeenFromOutside() {
    DescribedPredicate<JavaClass> internal = resideInAPackage("io.lameduck.internal..");
    codeUnits()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(not(internal).and(modifier(PUBLIC)))
        .should()
        .notHaveRawReturnType(internal)
        .andShould()
        .notHaveRawParameterTypes(anyElementThat(internal))
        .check(CLASSES);
  }

  private static Stream<String> rooms() {
    return PLAN.keySet().stream();
  }

  private static Set<String> known(String room) {
    return CLASSES.stream()
        .filter(type -> room(type).equals(room))
        .filter(type -> !type.isEquivalentTo(Lameduck.class))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(type -> type.getPackageName().startsWith("io.lameduck"))
        .map(RoomsTest::room)
        .filter(other -> !other.equals(room))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String room(JavaClass type) {
    String name =
        type.getPackageName()
            .replaceFirst("^io\\.lameduck\\.?", "")
            .replaceFirst("internal\\.", "");
    return API.contains(name) ? API_ROOM : name;
  }

  private static Map<String, Set<String>> plan() {
    Map<String, Set<String>> plan = new LinkedHashMap<>();
    ROW.matcher(page())
        .results()
        .forEach(row -> plan.put(row.group(1), new TreeSet<>(names(row.group(2)))));
    return plan;
  }

  private static List<String> names(String cell) {
    return Stream.of(cell.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
