package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A cluster of somebody else's, known by its kubeconfig. It is left as it was found. */
final class GivenCluster implements Cluster {
  private final KubernetesClient client;

  private GivenCluster(KubernetesClient client) {
    this.client = client;
  }

  static GivenCluster of(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    return new GivenCluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public void load(String tag) {
    Setting.LOAD.value().ifPresent(command -> run(List.of(command.split(" ")), tag));
  }

  private static void run(List<String> command, String tag) {
    List<String> words = Stream.concat(command.stream(), Stream.of(tag)).toList();
    Command.run(words);
  }

  @Override
  public int freeNodePort() {
    return 0;
  }

  /** Kubernetes serves node ports on every node; the first will do. */
  @Override
  public InetSocketAddress outside(int nodePort) {
    Node node = client.nodes().list().getItems().get(0);
    return new InetSocketAddress(address(node), nodePort);
  }

  private static String address(Node node) {
    List<NodeAddress> addresses = node.getStatus().getAddresses();
    return Stream.of("ExternalIP", "InternalIP")
        .flatMap(type -> addresses.stream().filter(address -> address.getType().equals(type)))
        .map(NodeAddress::getAddress)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the first node has no address"));
  }

  @Override
  public void close() {
    client.close();
  }
}
