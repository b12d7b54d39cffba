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
import org.junit.jupiter.api.Assumptions;

/** The {@code kubectl} of this machine, which works in one namespace unless told otherwise. */
final class Kubectl implements AutoCloseable {
  private static final String NAME = "lameduck-it";

  private final Path kubeconfig;

  private Kubectl(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** Skips the test where there is none. */
  static Kubectl assumedFor(Namespace namespace) {
    try {
      Command.run(List.of("kubectl", "version", "--client"));
    } catch (UncheckedIOException e) {
      Assumptions.abort("kubectl is not on the PATH");
    }
    return new Kubectl(write(kubeconfig(namespace)));
  }

  /** Runs a command in which it is called, and tells what that wrote. */
  String run(String... words) {
    Stream<String> told = Stream.of("env", "KUBECONFIG=" + kubeconfig);
    return Command.run(Stream.concat(told, Stream.of(words)).toList());
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
    Files.delete(kubeconfig);
  }
}
