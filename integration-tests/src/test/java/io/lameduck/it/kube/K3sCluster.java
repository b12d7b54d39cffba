package io.lameduck.it.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.testcontainers.containers.Container;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A cluster of one node in a container, which lives as long as these tests. */
final class K3sCluster implements Cluster {
  private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");
  private static final int[] NODE_PORTS = IntStream.range(30080, 30112).toArray();

  private final K3sContainer container;
  private final KubernetesClient client;
  private final Queue<Integer> free = new ConcurrentLinkedQueue<>();

  private K3sCluster(K3sContainer container, KubernetesClient client) {
    this.container = container;
    this.client = client;
    IntStream.of(NODE_PORTS).forEach(free::add);
  }

  static K3sCluster start() {
    K3sContainer container = new K3sContainer(IMAGE);
    IntStream.of(NODE_PORTS).forEach(container::addExposedPort);
    container.start();
    Config config = Config.fromKubeconfig(container.getKubeConfigYaml());
    return new K3sCluster(container, new KubernetesClientBuilder().withConfig(config).build());
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public void load(String tag) {
    try {
      Path archive = Files.createTempFile("image", ".tar");
      try (InputStream image = Docker.client().saveImageCmd(tag).exec()) {
        Files.copy(image, archive, StandardCopyOption.REPLACE_EXISTING);
        load(tag, archive);
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(tag, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: loading " + tag, e);
    }
  }

  private void load(String tag, Path archive) throws IOException, InterruptedException {
    String target = "/" + archive.getFileName();
    container.copyFileToContainer(MountableFile.forHostPath(archive), target);
    Container.ExecResult result =
        container.execInContainer("ctr", "-n", "k8s.io", "images", "import", target);
    if (result.getExitCode() != 0) {
      throw new IllegalStateException(tag + " was not loaded: " + result.getStderr());
    }
  }

  @Override
  public int freeNodePort() {
    Integer port = free.poll();
    if (port == null) {
      throw new IllegalStateException(NODE_PORTS.length + " node ports were not enough");
    }
    return port;
  }

  @Override
  public InetSocketAddress outside(int nodePort) {
    return new InetSocketAddress(container.getHost(), container.getMappedPort(nodePort));
  }

  @Override
  public void close() {
    client.close();
    container.stop();
  }
}
