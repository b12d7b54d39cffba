package io.lameduck.it;

import io.lameduck.rehearsal.pod.PodSpec;
import java.nio.file.Path;
import java.util.Objects;

/** The packaged example. */
final class Hello {
  private static final String JAR = "lameduck.it.hello.jar";

  private Hello() {}

  static PodSpec inCluster() {
    String jar = Objects.requireNonNull(System.getProperty(JAR), JAR + " is not set");
    return Java.jar("hello", Path.of(jar));
  }

  static PodSpec onALaptop() {
    return Java.onALaptop(inCluster());
  }
}
