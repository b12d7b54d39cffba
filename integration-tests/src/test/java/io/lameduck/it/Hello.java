package io.lameduck.it;

import io.lameduck.it.rehearsal.PodSpec;
import java.nio.file.Path;
import java.util.Objects;

/** The packaged example. */
final class Hello {
  private static final String JAR = "lameduck.it.hello.jar";

  private Hello() {}

  static PodSpec inCluster() {
    return onALaptop().with("KUBERNETES_SERVICE_HOST", "127.0.0.1");
  }

  static PodSpec onALaptop() {
    String jar = Objects.requireNonNull(System.getProperty(JAR), JAR + " is not set");
    return PodSpec.ofJar("hello", Path.of(jar));
  }
}
