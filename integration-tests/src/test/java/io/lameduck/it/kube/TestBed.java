package io.lameduck.it.kube;

import java.nio.file.Path;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** The one cluster of a test run and the images on it, or the reason why there is none. */
final class TestBed implements AutoCloseable {
  /** Why there is nothing to test on. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String why) {
      super(why);
    }
  }

  private final Cluster cluster;
  private final Images images;

  private TestBed(Cluster cluster) {
    this.cluster = cluster;
    this.images = new Images(cluster::load);
  }

  /**
   * @throws Missing if no cluster is given and none can be started
   */
  static TestBed open() throws Missing {
    if (!Docker.isAvailable()) {
      throw new Missing("there is no Docker engine to build images with");
    }
    var given = Setting.KUBECONFIG.value();
    return new TestBed(given.isPresent() ? GivenCluster.of(Path.of(given.get())) : k3s());
  }

  private static Cluster k3s() throws Missing {
    try {
      return K3sCluster.start();
    } catch (ContainerFetchException | ContainerLaunchException e) {
      throw new Missing("no kubeconfig is given, and K3s does not start: " + e.getMessage());
    }
  }

  Namespace namespace() {
    return Namespace.create(cluster, images);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
