package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * A folder that outlives the pods that use it. Where the cluster makes no volumes by itself there
 * is one for the claim, in the memory of the node: anybody may write there.
 */
final class SharedFolder implements AutoCloseable {
  private static final String FOR_EVERYBODY = "/dev/shm";
  private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

  private final KubernetesClient client;
  private final String name;

  private SharedFolder(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** For the pods that use this claim. */
  static SharedFolder claimedBy(Namespace namespace, String claim) {
    return claimedBy(namespace.cluster().client(), namespace.client().getNamespace(), claim);
  }

  static SharedFolder claimedBy(KubernetesClient client, String name, String claim) {
    if (classes(client).stream().noneMatch(SharedFolder::isDefault)) {
      client.resource(volume(name, claim)).create();
    }
    return new SharedFolder(client, name);
  }

  /** Where it is when the volume is mounted there. */
  String below(String mount) {
    return mount + "/" + name;
  }

  private static List<StorageClass> classes(KubernetesClient client) {
    return client.storage().v1().storageClasses().list().getItems();
  }

  private static boolean isDefault(StorageClass storage) {
    return "true".equals(storage.getMetadata().getAnnotations().get(IS_DEFAULT));
  }

  private static PersistentVolume volume(String namespace, String claim) {
    return new PersistentVolumeBuilder()
        .withNewMetadata()
        .withName(namespace)
        .endMetadata()
        .withNewSpec()
        .addToCapacity("storage", new Quantity("1Gi"))
        .withAccessModes("ReadWriteOnce")
        .withNewClaimRef()
        .withNamespace(namespace)
        .withName(claim)
        .endClaimRef()
        .withNewHostPath()
        .withPath(FOR_EVERYBODY)
        .endHostPath()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    client.persistentVolumes().withName(name).delete();
  }
}
