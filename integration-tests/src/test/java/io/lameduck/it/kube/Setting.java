package io.lameduck.it.kube;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What somebody may tell these tests, as a system property or in the environment. */
enum Setting {
  /** The kubeconfig of a cluster to test on, in place of one that the tests start. */
  KUBECONFIG("it.kubeconfig"),
  /**
   * A command that brings images from Docker to that cluster; their names follow it. Without one
   * the cluster is taken to see the images of Docker.
   */
  LOAD("it.load"),
  /** The image of a JRE that images are built on. */
  BASE_IMAGE("it.baseImage"),
  /** The image of K3s, or one that does what K3s does, for the cluster that the tests start. */
  K3S_IMAGE("it.k3sImage"),
  /** How often a service is put through everything that may be done to its pods. */
  ROUNDS("it.rounds");

  private final String property;

  Setting(String property) {
    this.property = property;
  }

  Optional<String> value() {
    return value(System::getProperty, System::getenv);
  }

  /** The property goes before the variable; what is blank is not set. */
  Optional<String> value(UnaryOperator<String> properties, UnaryOperator<String> variables) {
    return Stream.of(properties.apply(property), variables.apply(variable()))
        .filter(text -> text != null && !text.isBlank())
        .findFirst();
  }

  private String variable() {
    return "IT_" + name().toUpperCase(Locale.ROOT);
  }
}
