package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The versions on the page are those that the tests run with. */
class CompatibilityPageTest {
  private static final String PAGE = "docs/compatibility.md";
  private static final Pattern TABLE =
      Pattern.compile("<!-- begin versions.*?-->\n(.*?)<!-- end versions -->", Pattern.DOTALL);
  private static final Pattern K3S = Pattern.compile("rancher/k3s:v(\\d+\\.\\d+)\\.");

  /**
   * A row of the table.
   *
   * @param artifact without {@code lameduck-}
   */
  private record Tested(String what, String version, String artifact) {
    static Tested of(String what, String module, String property, String artifact) {
      return new Tested(what, Pom.of(module).property(property), artifact);
    }

    String row() {
      return "| %s | %s | `lameduck-%s` |".formatted(what, version, artifact);
    }
  }

  @Test
  void theTableHasWhatTheTestsRunWith() {
    String table =
        Stream.of(servers(), others(), frameworks(), work())
            .flatMap(rows -> rows)
            .map(Tested::row)
            .collect(Collectors.joining("\n", "| | tested | artifact |\n|---|---|---|\n", "\n"));
    assertThat(TABLE.matcher(Repository.read(PAGE)).results().map(match -> match.group(1)))
        .as("the table of %s, which should be:%n%s%n", PAGE, table)
        .containsExactly(table);
  }

  @Test
  void theOldestJdkIsTheOneThatIsCompiledFor() {
    assertThat(Repository.read(PAGE))
        .contains("| JDK " + Pom.of("").property("java.baseline") + " | all tests |");
  }

  @Test
  void theVersionOfKubernetesIsThatOfTheClusterInATest() {
    String cluster = "integration-tests/src/test/java/io/lameduck/it/kube/K3sCluster.java";
    MatchResult image = K3S.matcher(Repository.read(cluster)).results().findFirst().orElseThrow();
    assertThat(Repository.read(PAGE)).contains("| Kubernetes " + image.group(1) + " ");
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void thePageOnFrameworksHasTheSameVersions(Tested framework) {
    assertThat(Repository.read("docs/frameworks.md")).contains("| " + framework.version() + " |");
  }

  /** Each run of the adapter's tests on the class path of one server. */
  private static Stream<Tested> servers() {
    Pom pom = Pom.of("servlet-adapter");
    List<Element> tests = pom.serverTests();
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream()
        .map(
            test ->
                new Tested(
                    named(test.expectFirst("reportNameSuffix").text()),
                    pom.resolved(test.expectFirst("server\\.version").text()),
                    "servlet"));
  }

  /** As its project writes it: {@code jetty-12.0-ee9} is Jetty 12.0, ee9. */
  private static String named(String suffix) {
    String name = suffix.substring(0, 1).toUpperCase(Locale.ROOT) + suffix.substring(1);
    return name.replaceFirst("-", " ").replaceFirst("-", ", ");
  }

  private static Stream<Tested> others() {
    return Stream.of(
        Tested.of("Netty 4.1", "", "netty-4.1.version", "netty"),
        Tested.of("Netty 4.2", "", "netty-4.2.version", "netty"),
        Tested.of("gRPC", "", "grpc.version", "grpc"),
        Tested.of("SLF4J", "", "slf4j.version", "core"),
        Tested.of("Micrometer", "", "micrometer.version", "core"));
  }

  static Stream<Tested> frameworks() {
    return Stream.of(
        Tested.of("Spring Boot 4", "spring-boot", "spring-boot.version", "spring-boot-starter"),
        Tested.of(
            "Spring Boot 3.5", "spring-boot-3", "spring-boot.version", "spring-boot3-starter"),
        Tested.of("Micronaut 4", "frameworks/micronaut", "micronaut.version", "micronaut"),
        Tested.of("Vert.x 5", "frameworks/vertx", "vertx.version", "vertx"),
        Tested.of("Javalin 7", "", "javalin.version", "javalin"),
        Tested.of("Dropwizard 5", "", "dropwizard.version", "dropwizard"),
        Tested.of("Armeria", "", "armeria.version", "armeria"));
  }

  private static Stream<Tested> work() {
    return Stream.of(
        Tested.of("Kafka's clients", "", "kafka.version", "kafka"),
        Tested.of("Quartz", "", "quartz.version", "quartz"));
  }
}
