package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.HttpHeader;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Sleep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private final Path folder;

  ManifestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private PodSpec service() {
    return Manifests.good(folder).service(List.of());
  }

  @Nested
  class OfTheManifest {
    @Test
    void theWorkloadIsTaken() {
      Manifest manifest = Manifests.good(folder);
      assertThat(manifest.name()).isEqualTo("web");
      assertThat(manifest.replicas()).isEqualTo(3);
      assertThat(manifest.minReady()).isEqualTo(Duration.ofSeconds(5));
      assertThat(manifest.update()).isEqualTo(new RollingUpdate(1, 0));
      assertThat(service().command()).containsExactly("java", "-jar", "app.jar");
      assertThat(service().gracePeriod()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theProbesAreTakenWithTheDefaultsOfKubernetes() {
      ProbeSpec readiness = service().probes().readiness();
      assertThat(readiness)
          .isEqualTo(
              new ProbeSpec(
                  new HttpGet("probes", "/ready", Map.of()),
                  Duration.ZERO,
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(1),
                  1,
                  3));
      assertThat(service().probes().liveness().period()).isEqualTo(Duration.ofSeconds(10));
      assertThat(service().probes().startup()).isNull();
    }

    /** By name and by number it is the same port. */
    @Test
    void aProbesPortMayBeANumber() {
      assertThat(service().probes().liveness().handler())
          .isEqualTo(new HttpGet("probes", "/alive", Map.of()));
    }

    @Test
    void aProbesHeadersAreTakenAsTheyAre() {
      assertThat(
              readiness(
                  "httpGet: {port: probes, httpHeaders: [{name: Host, value: a.example}, "
                      + "{name: X, value: '1'}, {name: X, value: '2'}]}"))
          .isEqualTo(
              new HttpGet(
                  false,
                  "probes",
                  "/",
                  List.of(
                      new HttpHeader("Host", "a.example"),
                      new HttpHeader("X", "1"),
                      new HttpHeader("X", "2"))));
    }

    @Test
    void aProbeOverHttpsIsTaken() {
      assertThat(readiness("httpGet: {path: /ready, port: probes, scheme: HTTPS}"))
          .isEqualTo(new HttpGet("probes", "/ready", Map.of()).overTls());
    }

    @Test
    void aProbeOfGrpcIsTakenWithItsService() {
      assertThat(readiness("grpc: {port: 8081}")).isEqualTo(new GrpcCheck("probes", ""));
      assertThat(readiness("grpc: {port: 8080, service: readiness}"))
          .isEqualTo(new GrpcCheck(PodSpec.MAIN_PORT, "readiness"));
    }

    private Handler readiness(String handler) {
      return Manifests.with(folder, "httpGet: {path: /ready, port: probes}", handler)
          .service(List.of())
          .probes()
          .readiness()
          .handler();
    }

    @Test
    void thePreStopHookIsTaken() {
      Manifest manifest =
          Manifests.with(folder, "lifecycle: {}", "lifecycle: {preStop: {sleep: {seconds: 5}}}");
      assertThat(manifest.service(List.of()).preStop()).isEqualTo(new Sleep(Duration.ofSeconds(5)));
    }

    @Test
    void anotherCommandRunsInItsPlace() {
      assertThat(Manifests.good(folder).service(List.of("./app")).command())
          .containsExactly("./app");
    }

    @Test
    void theOtherStrategyIsRecreate() {
      assertThat(
              Manifests.with(
                      folder, "rollingUpdate: {maxUnavailable: 0, maxSurge: 1}", "type: Recreate")
                  .update())
          .isEqualTo(new Recreate());
    }

    /** A quarter of three: a surge is rounded up, what may be missing is rounded down. */
    @Test
    void percentagesAreRoundedAsKubernetesRoundsThem() {
      assertThat(
              Manifests.with(
                      folder,
                      "rollingUpdate: {maxUnavailable: 0, maxSurge: 1}",
                      "rollingUpdate: {maxUnavailable: 50%}")
                  .update())
          .isEqualTo(new RollingUpdate(1, 1));
    }
  }

  @Nested
  class TheEnvironment {
    @Test
    void comesFromConfigMapsAndSingleVariables() {
      assertThat(service().environment())
          .containsEntry("LEVEL", "info")
          .containsEntry("LAMEDUCK_GRACE_PERIOD", "30s")
          .doesNotContainKey("bad name");
    }

    @Test
    void isExpandedAsKubernetesDoesIt() {
      assertThat(service().environment())
          .containsEntry("GREETING", "I am info, $(LEVEL) and $(UNKNOWN)");
    }

    @Test
    void hasAPortOfItsOwnWhereTheManifestHasAContainerPort() {
      assertThat(service().environment())
          .containsEntry("HTTP_PORT", "{port}")
          .containsEntry("PROBES", "{port:probes}");
    }

    /** What is shown of a command, in a report or an error, must not hold a secret. */
    @Test
    void isFilledIntoACommandOnlyWhereThatIsStarted() {
      Manifest manifest =
          Manifests.with(
              folder,
              "command: [java, -jar, app.jar]",
              "command: [java, --level=$(LEVEL), $(UNKNOWN)]");
      assertThat(manifest.service(List.of()).command())
          .containsExactly("java", "--level={env:LEVEL}", "$(UNKNOWN)");
    }

    @Test
    void hasTheNameOfThePod() {
      assertThat(service().environment()).containsEntry("ME", "{pod}");
    }

    @Test
    void hasTheSecretsOfTheFile() {
      Manifest manifest =
          Manifests.of(
              folder,
              Manifests.GOOD.replace("- configMapRef: {name: web}", "- secretRef: {name: key}")
                  + "---\nkind: Secret\nmetadata: {name: key}\ndata: {TOKEN: c2VjcmV0}\n");
      assertThat(manifest.service(List.of()).environment()).containsEntry("TOKEN", "secret");
    }

    @Test
    void sendsClientsWhereTheServiceDoes() {
      Manifest manifest =
          Manifests.of(
              folder,
              Manifests.GOOD
                  + "---\nkind: Service\nmetadata: {name: web}\n"
                  + "spec: {ports: [{port: 80, targetPort: probes}]}\n");
      PodSpec service = manifest.service(List.of());
      assertThat(service.environment()).containsEntry("PROBES", "{port}");
      assertThat(((HttpGet) service.probes().readiness().handler()).port())
          .isEqualTo(PodSpec.MAIN_PORT);
    }
  }

  @Nested
  class WhatCannotBeUsedIsNamed {
    @Test
    void aMissingFile() {
      assertThatThrownBy(() -> Manifest.read(folder.resolve("none.yaml"), ""))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContaining("none.yaml: there is no such file");
    }

    @Test
    void invalidYaml() {
      assertInvalid("kind: [Deployment", "file.yaml line 1, column ");
    }

    @Test
    void aFileWithoutAWorkload() {
      assertInvalid("kind: ConfigMap", "no Deployment, Pod, StatefulSet");
    }

    @Test
    void aMissingConfigMap() {
      assertInvalid(
          Manifests.GOOD.replace("configMapRef: {name: web}", "configMapRef: {name: other}"),
          "spec.template.spec.containers[0].envFrom[0].configMapRef",
          "expected: other in the same file");
    }

    @Test
    void aWrongType() {
      assertInvalid(
          Manifests.GOOD.replace("replicas: 3", "replicas: three"),
          "spec.replicas: \"three\" (expected: a whole number)");
    }

    @Test
    void aProbeThatIsNotRehearsed() {
      assertInvalid(probing("http3Get: {port: 8081}"), "readinessProbe", "no other is rehearsed");
    }

    @Test
    void aProbeOfAnotherHost() {
      assertInvalid(
          probing("httpGet: {path: /ready, port: 8081, host: orders.example}"),
          "readinessProbe.httpGet.host: \"orders.example\"",
          "a Host header belongs into httpHeaders");
    }

    @Test
    void aSocketOfAnotherHost() {
      assertInvalid(
          probing("tcpSocket: {port: 8081, host: orders.example}"),
          "readinessProbe.tcpSocket.host: \"orders.example\" (expected: nothing, as the pod is");
    }

    /** The API of Kubernetes refuses it, however it is quoted. */
    @Test
    void aPortOfGrpcThatIsNoNumber() {
      assertInvalid(
          probing("grpc: {port: probes}"),
          "readinessProbe.grpc.port: \"probes\" (expected: a number; for gRPC Kubernetes takes no");
      assertInvalid(probing("grpc: {port: '8081'}"), "readinessProbe.grpc.port: \"8081\"");
    }

    @Test
    void aSchemeThatIsNone() {
      assertInvalid(
          probing("httpGet: {path: /ready, port: 8081, scheme: https}"),
          "scheme: \"https\" (expected: HTTP or HTTPS)");
    }

    @Test
    void aHeaderThatIsNone() {
      assertInvalid(
          probing("httpGet: {port: 8081, httpHeaders: [{name: 'a b', value: c}]}"),
          "httpHeaders[0]: header: a b");
    }

    /** Kubernetes knows no such hook. */
    @Test
    void aHookOfGrpc() {
      assertInvalid(
          Manifests.GOOD.replace("lifecycle: {}", "lifecycle: {preStop: {grpc: {port: 8081}}}"),
          "lifecycle.preStop");
    }

    private String probing(String handler) {
      return Manifests.GOOD.replace("httpGet: {path: /ready, port: probes}", handler);
    }

    @Test
    void aContainerThatIsNotThere() {
      assertThatThrownBy(() -> Manifest.read(Manifests.write(folder, Manifests.GOOD), "sidecar"))
          .hasMessageContaining("expected: one named sidecar");
    }

    private void assertInvalid(String yaml, String... parts) {
      Path file = Manifests.write(folder, yaml);
      assertThatThrownBy(() -> readAll(file))
          .isInstanceOf(InvalidFile.class)
          .hasMessageContainingAll(parts);
    }

    private void readAll(Path file) {
      Manifest manifest = Manifest.read(file, "");
      assertThat(manifest.replicas()).isPositive();
      assertThat(manifest.service(List.of()).command()).isNotEmpty();
    }
  }
}
