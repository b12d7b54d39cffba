package io.lameduck.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered before a cluster is asked. */
class KubernetesCommandTest {
  private final Path folder;

  KubernetesCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Outcome kubernetes(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "kubernetes";
    all[1] = "--report";
    all[2] = folder.resolve("report").toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Outcome.of(all);
  }

  @Test
  void theHelpIsReadable() {
    Outcome help = kubernetes("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--deployment", "--service", "Exit codes:", "node-drain");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(Outcome.of("--help").out())
        .containsPattern("kubernetes +Rehearses a rolling update of a Deployment on a cluster\\.")
        .contains("propagation  ", "clients  ");
  }

  @Test
  void allCommandsThatNeedAClusterFindItInTheSameWay() {
    for (String command : List.of("kubernetes", "propagation")) {
      assertThat(Outcome.of(command, "--help").out().replaceAll("\\s+", " "))
          .contains(
              "-n, --namespace=NAME Default: that of the kubeconfig's context, or of the pod",
              "--context=NAME Of the kubeconfig.",
              "--image=IMAGE Of this program, for the pods that it creates. Default: lameduck-");
    }
  }

  @Test
  void nothingToRehearseExitsWith2() {
    Outcome outcome = kubernetes();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("nothing to rehearse (expected: --deployment)");
  }

  @Test
  void aStepThatAClusterDoesNotOfferExitsWith2() {
    Outcome outcome = kubernetes("--deployment", "orders", "--scenario", "second-sigterm");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lameduck-rehearsal: second-sigterm: nobody but the kubelet");
  }

  @Test
  void whatTheClusterDecidesIsSaidToBeIgnored() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("scenario.yaml"),
            "name: x\nminReady: 3s\npropagation: {usual: 1s}\nsteps: [second-sigterm]");
    assertThat(kubernetes("--deployment", "orders", "--scenario", file.toString()).err())
        .contains("propagation is ignored", "minReady is ignored");
  }

  @Test
  void anUnknownContextExitsWith11() {
    Outcome outcome = kubernetes("--deployment", "orders", "--context", "nowhere-at-all");
    assertThat(outcome.exitCode()).isEqualTo(11);
    assertThat(outcome.err()).contains("context: nowhere-at-all (expected: one of the kubeconfig)");
  }

  @Test
  void theRightsArePrintedForTheNamespace() {
    Outcome outcome = kubernetes("-n", "shop", "--print-rbac");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("kind: Role", "namespace: \"shop\"");
  }

  @Test
  void clientsNeedATarget() {
    Outcome outcome = Outcome.of("clients", "--target", "orders");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'--target': orders (expected: HOST:PORT");
  }
}
