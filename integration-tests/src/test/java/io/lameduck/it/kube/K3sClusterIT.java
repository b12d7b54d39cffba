package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What only a cluster does that these tests have started themselves. */
@OnCluster
class K3sClusterIT {
  private static final List<Clients> FRESH = List.of(Clients.of(ClientKind.FRESH, 1));

  @Test
  void hasTheImagesOfTheTestsAloneAndIsReachedFromOutside(Namespace namespace) throws Exception {
    Assumptions.assumeTrue(
        namespace.cluster() instanceof K3sCluster, "the cluster is not of these tests");
    namespace.apply(Manifest.of("hello"));
    namespace.awaitReady("hello", 2);
    assertThat(((K3sCluster) namespace.cluster()).run("ls", "/")).doesNotContain(".tar");
    try (OutsideLoad load = OutsideLoad.start(namespace, "hello", 8080, FRESH)) {
      await("an answer").until(() -> load.requests() > 0);
      assertThat(load.stop().failures()).isEmpty();
    }
  }
}
