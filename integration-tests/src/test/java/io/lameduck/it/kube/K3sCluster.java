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
import java.time.Duration;
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

  /** Other tests may keep the machine busy meanwhile. */
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);

  private static final String ARCHIVE = "/image.tar";
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
    K3sContainer container = new K3sContainer(image()).withStartupTimeout(STARTED_WITHIN);
    IntStream.of(NODE_PORTS).forEach(container::addExposedPort);
    container.start();
    Config config = Config.fromKubeconfig(container.getKubeConfigYaml());
    return new K3sCluster(container, new KubernetesClientBuilder().withConfig(config).build());
  }

  private static DockerImageName image() {
    return Setting.K3S_IMAGE
        .value()
        .map(DockerImageName::parse)
        .orElse(IMAGE)
        .asCompatibleSubstituteFor(IMAGE);
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  /** One image after the other, because each is as large as all layers of it. */
  @Override
  public synchronized void load(String tag) {
    try {
      Path archive = Files.createTempFile("image", ".tar");
      try (InputStream image = Docker.client().saveImageCmd(tag).exec()) {
        Files.copy(image, archive, StandardCopyOption.REPLACE_EXISTING);
        load(archive);
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

  private void load(Path archive) throws IOException, InterruptedException {
    container.copyFileToContainer(MountableFile.forHostPath(archive), ARCHIVE);
    try {
      run("ctr", "-n", "k8s.io", "images", "import", ARCHIVE);
    } finally {
      run("rm", ARCHIVE);
    }
  }

  /** Runs a command in the container, which has to succeed, and returns what it writes. */
  String run(String... command) throws IOException, InterruptedException {
    Container.ExecResult result = container.execInContainer(command);
    if (result.getExitCode() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.getStderr());
    }
    return result.getStdout();
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
