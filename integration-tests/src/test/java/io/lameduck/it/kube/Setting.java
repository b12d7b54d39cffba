package io.lameduck.it.kube;

import java.util.Locale;
import java.util.Optional;

/** What somebody may tell these tests, as a system property or in the environment. */
enum Setting {
  /** The kubeconfig of a cluster to test on, in place of one that the tests start. */
  KUBECONFIG("lameduck.it.kubeconfig"),
  /**
   * A command that brings images from Docker to that cluster; their names follow it. Without one
   * the cluster is taken to see the images of Docker.
   */
  LOAD("lameduck.it.load"),
  /** The image of a JRE that images are built on. */
  BASE_IMAGE("lameduck.it.baseImage");

  private final String property;

  Setting(String property) {
    this.property = property;
  }

  Optional<String> value() {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable())))
        .filter(text -> !text.isBlank());
  }

  private String variable() {
    return "LAMEDUCK_IT_" + name().toUpperCase(Locale.ROOT);
  }
}
