package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The way of a process of this machine to one namespace of the cluster. */
final class Kubeconfig implements AutoCloseable {
  private static final String NAME = "lameduck-it";

  private final Path file;

  private Kubeconfig(Path file) {
    this.file = file;
  }

  static Kubeconfig of(Namespace namespace) {
    return new Kubeconfig(write(kubeconfig(namespace)));
  }

  /** Runs a command with it, and tells what that wrote. */
  String run(List<String> words) {
    Stream<String> told = Stream.of("env", "KUBECONFIG=" + file);
    return Command.run(Stream.concat(told, words.stream()).toList());
  }

  private static String kubeconfig(Namespace namespace) {
    Config config = namespace.client().getConfiguration();
    return new KubernetesSerialization()
        .asYaml(
            new ConfigBuilder()
                .addNewCluster()
                .withName(NAME)
                .withNewCluster()
                .withServer(config.getMasterUrl())
                .withCertificateAuthority(config.getCaCertFile())
                .withCertificateAuthorityData(config.getCaCertData())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(NAME)
                .withNewUser()
                .withClientCertificate(config.getClientCertFile())
                .withClientCertificateData(config.getClientCertData())
                .withClientKey(config.getClientKeyFile())
                .withClientKeyData(config.getClientKeyData())
                .withToken(config.getOauthToken())
                .endUser()
                .endUser()
                .addNewContext()
                .withName(NAME)
                .withNewContext()
                .withCluster(NAME)
                .withUser(NAME)
                .withNamespace(namespace.client().getNamespace())
                .endContext()
                .endContext()
                .withCurrentContext(NAME)
                .build());
  }

  private static Path write(String kubeconfig) {
    try {
      return Files.writeString(Files.createTempFile("kubeconfig", ".yaml"), kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
