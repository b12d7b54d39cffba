package io.lameduck;

import io.lameduck.spi.PublicApiContract;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What stays as it is from 0.1.0 on. */
class PublicApiTest extends PublicApiContract {
  PublicApiTest() {
    super(Lameduck.class);
  }

  /** Those that the module exports to everybody. */
  static Stream<String> packages() throws Exception {
    Path classes = classesOf(Lameduck.class);
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor).exports().stream()
          .filter(exported -> !exported.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .sorted();
    }
  }
}
