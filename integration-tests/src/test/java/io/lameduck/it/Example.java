package io.lameduck.it;

import io.lameduck.rehearsal.model.PodSpec;
import java.nio.file.Path;
import java.util.Objects;

/** The packaged examples. */
public final class Example {
  private static final String FOLDER = "it.examples";

  private Example() {}

  static PodSpec hello() {
    return of("hello");
  }

  static PodSpec of(String name) {
    return Java.jar(name, jar(name));
  }

  public static Path jar(String name) {
    return folder(name).resolve(Path.of("target", name + ".jar"));
  }

  /** Its sources. */
  static Path folder(String name) {
    String examples = Objects.requireNonNull(System.getProperty(FOLDER), FOLDER + " is not set");
    return Path.of(examples, name);
  }
}
