package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that may do next to nothing drains as well as any other. */
@OnCluster
class ConfinedIT {
  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 2),
          Clients.of(ClientKind.FRESH, 2),
          Clients.of(ClientKind.SLOW, 2),
          Clients.of(ClientKind.UPLOAD, 2));

  /** Its own manifest has it not be root and have no file system to write to. */
  private static Manifest confinedHello() {
    return Manifest.of("hello")
        .withContainers(
            hello ->
                hello
                    .withImage("without-tmp")
                    .withResources(
                        new ResourceRequirementsBuilder()
                            .addToLimits("memory", new Quantity("128Mi"))
                            .addToLimits("cpu", new Quantity("1"))
                            .addToRequests("cpu", new Quantity("100m"))
                            .build()));
  }

  @Test
  void itDropsNoRequestWithoutRootWritableFilesMemoryOrASecondCpu(Namespace namespace)
      throws Exception {
    namespace.apply(confinedHello());
    Workload hello = new Workload(namespace, "hello").awaitRolledOut();
    try (OutsideLoad load = OutsideLoad.start(namespace, "hello", 8080, CLIENTS)) {
      await("some load").until(() -> load.requests() > 100);
      hello.delete(1).awaitRolledOut();
      assertThat(namespace.awaitEnds(hello.deleted()))
          .hasSize(1)
          .allSatisfy(end -> assertThat(end.exitCode()).as(end.text()).isZero());
      Results results = load.stop();
      assertThat(results.failures()).isEmpty();
    }
    assertThat(namespace.pods("hello")).allSatisfy(ConfinedIT::assertNeverRestarted);
    assertThat(Stopped.all(namespace, "hello").values()).allSatisfy(ConfinedIT::assertDrained);
  }

  private static void assertDrained(Stopped stopped) {
    assertThat(stopped.end().exitCode()).isZero();
    assertThat(stopped.end().message()).startsWith("lameduck: drained after SIGTERM in ");
  }

  private static void assertNeverRestarted(Pod pod) {
    assertThat(pod.getStatus().getContainerStatuses())
        .allSatisfy(status -> assertThat(status.getRestartCount()).isZero());
  }
}
