package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.RollingUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else is in a manifest, and what is missing there. */
class ManifestNeighboursTest {
  private static final String LABELLED =
      Manifests.GOOD.replace(
          "template:\n", "template:\n    metadata: {labels: {app: web, tier: front}}\n");

  private final Path folder;

  ManifestNeighboursTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Manifest read(String yaml) {
    return Manifests.of(folder, yaml);
  }

  @Nested
  class AnotherApplicationInTheFile {
    @Test
    void doesNotChooseThePort() {
      Manifest manifest =
          read(service("{app: redis}", "6379") + service("{app: web}", "probes") + LABELLED);
      assertThat(manifest.service(List.of()).environment())
          .containsEntry("PROBES", "{port}")
          .containsEntry("HTTP_PORT", "{port:http}");
    }

    private String service(String selector, String targetPort) {
      return "kind: Service\nspec: {selector: %s, ports: [{port: 80, targetPort: %s}]}\n---\n"
          .formatted(selector, targetPort);
    }

    @Test
    void doesNotBringItsBudget() {
      String budget =
          """
          kind: PodDisruptionBudget
          spec: {maxUnavailable: 0, selector: {matchLabels: {app: %s}}}
          ---
          """;
      assertThat(Manifests.findings(read(budget.formatted("redis") + LABELLED))).isEmpty();
      assertThat(Manifests.findings(read(budget.formatted("web") + LABELLED))).hasSize(1);
    }

    @Test
    void isPassedOverIfItLacksTheContainer() {
      String redis =
          """
          kind: Deployment
          metadata: {name: redis}
          spec: {template: {spec: {containers: [{name: redis}]}}}
          ---
          """;
      Path file = Manifests.write(folder, redis + Manifests.GOOD);
      assertThat(Manifest.read(file, "web").name()).isEqualTo("web");
      assertThat(Manifest.read(file, "").name()).isEqualTo("redis");
    }
  }

  @Nested
  class APort {
    private static final String DECLARED = "- {name: http, containerPort: 8080}";

    /** Kubernetes does not ask for it. */
    @Test
    void needNotBeDeclaredToBeProbed() {
      Manifest manifest =
          read(
              Manifests.GOOD
                  .replace("- {name: probes, containerPort: 8081}\n", "\n")
                  .replace("port: probes", "port: 8081"));
      assertThat(manifest.service(List.of()).environment())
          .containsEntry("PROBES", "{port:8081}")
          .containsEntry("HTTP_PORT", "{port}");
    }

    @Test
    void thatIsTheOnlyOneKnownIsTheMainOne() {
      Manifest manifest =
          read(
              Manifests.GOOD
                  .replace("- {name: probes, containerPort: 8081}\n", "\n")
                  .replace(DECLARED, "")
                  .replace("port: probes", "port: 8080")
                  .replace("port: 8081", "port: 8080"));
      HttpGet ready = (HttpGet) manifest.service(List.of()).probes().readiness().handler();
      assertThat(ready.port()).isEqualTo(PodSpec.MAIN_PORT);
      assertThat(manifest.service(List.of()).environment()).containsEntry("HTTP_PORT", "{port}");
    }

    @Test
    void thatHasNoSuchNameIsAMistake() {
      Manifest manifest = read(Manifests.GOOD.replace("port: probes", "port: prbes"));
      assertThatThrownBy(() -> manifest.service(List.of()))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContainingAll("readinessProbe.httpGet.port: \"prbes\"", "expected: a number");
    }
  }

  @Nested
  class ANumber {
    @Test
    void thatIsZeroIsTheDefaultAsInKubernetes() {
      Manifest manifest = read(Manifests.GOOD.replace("periodSeconds: 5", "periodSeconds: 0"));
      assertThat(manifest.service(List.of()).probes().readiness().period())
          .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void thatCannotBeIsAMistakeInTheFile() {
      Manifest manifest = read(Manifests.GOOD.replace("periodSeconds: 5", "periodSeconds: -1"));
      assertThatThrownBy(() -> manifest.service(List.of()))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContaining("readinessProbe: period");
    }
  }

  /** A quarter of eight, and of three. */
  @Test
  void aPercentageIsOfTheReplicasThatAreRehearsed() {
    Manifest manifest =
        read(
            Manifests.GOOD
                .replace("replicas: 3", "replicas: 8")
                .replace("{maxUnavailable: 0, maxSurge: 1}", "{}"));
    assertThat(manifest.update()).isEqualTo(new RollingUpdate(2, 2));
    assertThat(manifest.withReplicas(3).update()).isEqualTo(new RollingUpdate(1, 0));
  }

  @Test
  void onlyOneContainerIsRehearsed() {
    Manifest manifest =
        read(Manifests.GOOD.replace("lifecycle: {}", "lifecycle: {}\n        - {name: proxy}"));
    assertThat(Manifests.findings(manifest))
        .singleElement()
        .asString()
        .startsWith("WARNING: of the containers web, proxy only web is rehearsed");
  }

  /** Any flag of the shell may stand beside it. */
  @Test
  void aShellWithMoreFlagsSwallowsTheSignalToo() {
    assertThat(
            Manifests.findings(
                read(Manifests.GOOD.replace("[java, -jar, app.jar]", "[sh, -ec, java -jar a]"))))
        .singleElement()
        .asString()
        .startsWith("ERROR: the command is run by a shell");
  }

  @Test
  void aReadinessProbeThatNeedsAShellWhereThereIsNone() {
    Manifest manifest =
        read(
            Manifests.GOOD
                .replace("example/web", "gcr.io/distroless/java17")
                .replace(
                    "httpGet: {path: /ready, port: probes}",
                    "exec: {command: [sh, -c, test -f /tmp/ready]}"));
    assertThat(Manifests.findings(manifest))
        .singleElement()
        .asString()
        .startsWith("ERROR: readinessProbe runs sh -c");
  }
}
