package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.RollingUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestSourceTest {
  private static final List<String> COMMAND = List.of("no-such-thing");
  private static final String GOOD =
      """
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        minReadySeconds: 4
        strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 0}}
        template:
          spec:
            containers:
              - name: web
                ports: [{containerPort: 8080}]
                env: [{name: PORT, value: "8080"}]
                readinessProbe: {httpGet: {path: /ready, port: 8080}}
      """;

  private final Path file;

  ManifestSourceTest(@TempDir Path folder) {
    this.file = folder.resolve("web.yaml");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(file, text);
  }

  @Test
  void theServiceIsWhatTheManifestSays() throws IOException {
    ManifestSource source =
        ManifestSource.read(write(GOOD), COMMAND, pod -> pod.with("LEVEL", "debug"));
    assertThat(source.service().name()).isEqualTo("web");
    assertThat(source.service().command()).isEqualTo(COMMAND);
    assertThat(source.service().environment()).containsEntry("LEVEL", "debug");
    assertThat(source.replicas()).isEqualTo(3);
    assertThat(source.minReady()).hasSeconds(4);
    assertThat(source.rollingUpdate(3).steps()).containsExactly(new RollingUpdate(2, 0));
  }

  @Test
  void aPercentageIsOfTheReplicasThatAreRehearsed() throws IOException {
    Path half = write(GOOD.replace("maxSurge: 2", "maxSurge: 50%"));
    ManifestSource source = ManifestSource.read(half, COMMAND, UnaryOperator.identity());
    assertThat(source.rollingUpdate(6).steps()).containsExactly(new RollingUpdate(3, 0));
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedAtOnce() throws IOException {
    Path number = write(GOOD.replace("replicas: 3", "replicas: three"));
    assertThatThrownBy(() -> Rehearsal.of(number, COMMAND))
        .isInstanceOf(RehearsalRefused.class)
        .hasMessage(number + ": spec.replicas: \"three\" (expected: a whole number)");
    assertThatThrownBy(() -> Rehearsal.of(Path.of("missing.yaml"), COMMAND))
        .isInstanceOf(RehearsalRefused.class)
        .hasMessage("missing.yaml: there is no such file");
  }

  @Test
  void whatIsImpossibleIsRefusedBeforeAPodStarts() throws IOException {
    Path unready = write(GOOD.replace("readinessProbe", "otherProbe"));
    Rehearsal rehearsal = Rehearsal.of(unready, COMMAND);
    assertThatThrownBy(rehearsal::rollingUpdate)
        .isInstanceOf(RehearsalRefused.class)
        .hasMessageStartingWith("ERROR: there is no readinessProbe");
  }

  @Test
  void warningsAreToldAndDoNotRefuse() throws IOException {
    Path two = write(GOOD + "        - name: sidecar\n");
    ManifestSource source = ManifestSource.read(two, COMMAND, UnaryOperator.identity());
    assertThat(source.preflight(3))
        .singleElement()
        .asString()
        .startsWith("WARNING: of the containers web, sidecar only web is rehearsed");
  }
}
