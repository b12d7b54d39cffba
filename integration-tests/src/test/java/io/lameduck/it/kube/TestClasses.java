package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The services of these tests, as a jar that a pod can mount. */
final class TestClasses {
  private static final String PACKAGE = "io/lameduck/it";

  private TestClasses() {}

  /** A ConfigMap with one key, {@code tests.jar}. */
  static ConfigMap configMap(String name) {
    try {
      return new ConfigMapBuilder()
          .withNewMetadata()
          .withName(name)
          .endMetadata()
          .addToBinaryData("tests.jar", Base64.getEncoder().encodeToString(jar()))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] jar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        DirectoryStream<Path> classes = Files.newDirectoryStream(folder(), "*.class")) {
      for (Path file : classes) {
        jar.putNextEntry(new JarEntry(PACKAGE + "/" + file.getFileName()));
        Files.copy(file, jar);
      }
    }
    return bytes.toByteArray();
  }

  private static Path folder() {
    URI root =
        URI.create(
            TestClasses.class.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(root).resolve(PACKAGE);
  }
}
