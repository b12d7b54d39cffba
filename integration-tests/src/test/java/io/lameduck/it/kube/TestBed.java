package io.lameduck.it.kube;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    boolean named =
        Stream.of(Setting.KUBECONFIG, Setting.K3S_IMAGE).anyMatch(it -> it.value().isPresent());
    return new TestBed(clusterOf(TestBed::start, named));
  }

  /**
   * @param named whether somebody has said what to test on: that it does not start is then a
   *     failure of the tests, where otherwise they are skipped
   */
  static Cluster clusterOf(Supplier<Cluster> start, boolean named) throws Missing {
    try {
      return start.get();
    } catch (ContainerFetchException | ContainerLaunchException e) {
      if (named) {
        throw e;
      }
      throw new Missing("no kubeconfig is given, and K3s does not start: " + e.getMessage());
    }
  }

  private static Cluster start() {
    if (!Docker.isAvailable()) {
      throw new ContainerLaunchException("there is no Docker engine to build images with");
    }
    return Setting.KUBECONFIG
        .value()
        .map(Path::of)
        .<Cluster>map(GivenCluster::of)
        .orElseGet(K3sCluster::start);
  }

  Namespace namespace() {
    return Namespace.create(cluster, images);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
