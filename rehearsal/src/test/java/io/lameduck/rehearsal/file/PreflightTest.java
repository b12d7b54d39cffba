package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding in a manifest that has it, beside one that has none. */
class PreflightTest {
  private final Path folder;

  PreflightTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aGoodManifestHasNone() {
    assertThat(Manifests.findings(Manifests.good(folder))).isEmpty();
  }

  @Test
  void noReadinessProbe() {
    assertFound("readinessProbe:", "otherProbe:", "ERROR: there is no readinessProbe");
  }

  @Test
  void oneProbeForTwoPurposes() {
    assertFound(
        "httpGet: {path: /alive, port: 8081}",
        "httpGet: {path: /ready, port: 8081}",
        "WARNING: readiness and liveness ask the same: ");
  }

  @Test
  void oneServiceOfGrpcForTwoPurposes() {
    Manifest manifest =
        Manifests.of(
            folder,
            Manifests.GOOD
                .replace("httpGet: {path: /ready, port: probes}", "grpc: {port: 8081}")
                .replace("httpGet: {path: /alive, port: 8081}", "grpc: {port: 8081}"));
    assertThat(Manifests.findings(manifest))
        .singleElement()
        .asString()
        .startsWith("WARNING: readiness and liveness ask the same: ")
        .endsWith("Let liveness ask for another service.");
  }

  @Test
  void recreate() {
    assertFound(
        "rollingUpdate: {maxUnavailable: 0, maxSurge: 1}",
        "type: Recreate",
        "ERROR: strategy.type is Recreate");
  }

  @Test
  void oneReplicaThatMayBeMissing() {
    Manifest manifest =
        Manifests.of(
            folder,
            Manifests.GOOD
                .replace("replicas: 3", "replicas: 1")
                .replace("maxUnavailable: 0", "maxUnavailable: 1"));
    assertThat(Manifests.findings(manifest))
        .singleElement()
        .asString()
        .startsWith("ERROR: maxUnavailable allows 1 of 1 replicas to be missing");
  }

  @Test
  void aShellThatSwallowsTheSignal() {
    assertFound(
        "command: [java, -jar, app.jar]",
        "command: [/bin/sh, -c, java -jar app.jar]",
        "ERROR: the command is run by a shell");
  }

  @Test
  void butNotOneThatExecs() {
    assertThat(
            Manifests.findings(
                Manifests.with(
                    folder,
                    "command: [java, -jar, app.jar]",
                    "command: [sh, -c, exec java -jar app.jar]")))
        .isEmpty();
  }

  @Test
  void aPortThatNobodyIsToldOf() {
    assertFound("HTTP_PORT: \"8080\"", "HTTP_PORT: \"9999\"", "ERROR: nothing tells the service");
  }

  @Test
  void aProbeThatAsksTheNode() {
    assertFound(
        "httpGet: {path: /ready, port: probes}",
        "httpGet: {path: /ready, port: probes, host: localhost}",
        "ERROR: spec.template.spec.containers[0].readinessProbe.httpGet.host is localhost: the"
            + " kubelet asks its own node");
    assertFound(
        "httpGet: {path: /alive, port: 8081}",
        "tcpSocket: {port: 8081, host: 127.0.0.1}",
        "ERROR: spec.template.spec.containers[0].livenessProbe.tcpSocket.host is 127.0.0.1");
  }

  @Test
  void aHookThatAsksTheNode() {
    assertFound(
        "lifecycle: {}",
        "lifecycle: {preStop: {httpGet: {path: /stop, port: probes, host: \"::1\"}}}",
        "ERROR: spec.template.spec.containers[0].lifecycle.preStop.httpGet.host is ::1");
  }

  @Test
  void butNotOfAPodThatHasTheNetworkOfItsNode() {
    assertThat(
            Manifests.findings(
                Manifests.of(
                    folder,
                    Manifests.GOOD
                        .replace("port: probes}", "port: probes, host: localhost}")
                        .replace(
                            "terminationGracePeriodSeconds: 30",
                            "terminationGracePeriodSeconds: 30\n      hostNetwork: true"))))
        .isEmpty();
  }

  /** Five seconds of delay and one of margin. */
  @Test
  void aGracePeriodTooShortForTheDelay() {
    assertThat(findings("5s", "5")).anySatisfy(f -> assertThat(f).startsWith("ERROR: termination"));
    assertThat(findings("6s", "6")).isEmpty();
  }

  private List<String> findings(String own, String grace) {
    return Manifests.findings(
        Manifests.of(
            folder,
            Manifests.GOOD
                .replace("LAMEDUCK_GRACE_PERIOD: \"30s\"", "LAMEDUCK_GRACE_PERIOD: " + own)
                .replace(
                    "terminationGracePeriodSeconds: 30",
                    "terminationGracePeriodSeconds: " + grace)));
  }

  @Test
  void aGracePeriodTheServiceDoesNotKnow() {
    assertFound(
        "terminationGracePeriodSeconds: 30",
        "terminationGracePeriodSeconds: 60",
        "WARNING: LAMEDUCK_GRACE_PERIOD is not terminationGracePeriodSeconds");
  }

  @Test
  void aHookTheServiceDoesNotKnowOfAndPaysTwiceFor() {
    Manifest manifest =
        Manifests.with(
            folder, "lifecycle: {}", "lifecycle: {preStop: {exec: {command: [sh, -c, sleep 5]}}}");
    assertThat(Manifests.findings(manifest))
        .hasSize(2)
        .anySatisfy(f -> assertThat(f).startsWith("WARNING: LAMEDUCK_PRESTOP_SLEEP"))
        .anySatisfy(f -> assertThat(f).startsWith("WARNING: preStop sleeps and the service waits"));
  }

  @Test
  void aHookThatNeedsAShellWhereThereIsNone() {
    Manifest manifest =
        Manifests.of(
            folder,
            Manifests.GOOD
                .replace("example/web", "gcr.io/distroless/java17")
                .replace(
                    "lifecycle: {}", "lifecycle: {preStop: {exec: {command: [sleep, \"5\"]}}}"));
    assertThat(Manifests.findings(manifest))
        .anySatisfy(
            f -> assertThat(f).startsWith("ERROR: preStop runs sleep 5").contains("has no shell"));
  }

  @Test
  void aBudgetThatLetsNobodyGo() {
    Manifest manifest =
        Manifests.of(
            folder, Manifests.GOOD + "---\nkind: PodDisruptionBudget\nspec: {minAvailable: 3}\n");
    assertThat(Manifests.findings(manifest))
        .singleElement()
        .asString()
        .startsWith("WARNING: the PodDisruptionBudget lets no pod go");
  }

  @Test
  void aDockerfileInShellForm() {
    assertThat(dockerfile("FROM a\nENTRYPOINT java -jar app.jar").findings())
        .singleElement()
        .asString()
        .contains("shell form, java -jar app.jar");
    assertThat(dockerfile("FROM a\nENTRYPOINT [\"java\", \"-jar\", \"app.jar\"]").findings())
        .isEmpty();
    assertThat(dockerfile("FROM a AS build\nFROM gcr.io/distroless/java").base())
        .isEqualTo("gcr.io/distroless/java");
  }

  private Dockerfile dockerfile(String text) {
    return Dockerfile.read(Manifests.write(folder, text));
  }

  private void assertFound(String text, String other, String finding) {
    assertThat(Manifests.findings(Manifests.with(folder, text, other)))
        .singleElement()
        .asString()
        .startsWith(finding);
  }
}
