package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFolderTest extends OnMockCluster {
  /** As in K3s. */
  @Test
  void isLeftToAClusterThatMakesVolumes() {
    storageClass("true");
    SharedFolder.claimedBy(client(), "somewhere", "job");
    assertThat(volumes()).isEmpty();
  }

  @Test
  void isAVolumeForItsClaimAloneWhereTheClusterMakesNone() {
    storageClass("false");
    try (SharedFolder folder = SharedFolder.claimedBy(client(), "somewhere", "job")) {
      assertThat(folder.below("/data")).isEqualTo("/data/somewhere");
      ObjectReference claim = volumes().get(0).getSpec().getClaimRef();
      assertThat(claim.getNamespace()).isEqualTo("somewhere");
      assertThat(claim.getName()).isEqualTo("job");
    }
    assertThat(volumes()).isEmpty();
  }

  private void storageClass(String isDefault) {
    client()
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName("local-path")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", isDefault)
                .endMetadata()
                .build())
        .create();
  }

  private List<PersistentVolume> volumes() {
    return client().persistentVolumes().list().getItems();
  }
}
