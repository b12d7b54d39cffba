package io.lameduck.it.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The {@code kubectl} of this machine, which works in one namespace unless told otherwise. */
final class Kubectl implements AutoCloseable {
  private final Kubeconfig kubeconfig;

  private Kubectl(Kubeconfig kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** Skips the test where there is none. */
  static Kubectl assumedFor(Namespace namespace) {
    try {
      Command.run(List.of("kubectl", "version", "--client"));
    } catch (UncheckedIOException e) {
      Assumptions.abort("kubectl is not on the PATH");
    }
    return new Kubectl(Kubeconfig.of(namespace));
  }

  /** Runs a command in which it is called, and tells what that wrote. */
  String run(String... words) {
    return kubeconfig.run(List.of(words));
  }

  @Override
  public void close() throws IOException {
    kubeconfig.close();
  }
}
