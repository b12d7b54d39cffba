package io.lameduck.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module whose artifact is published.
 *
 * @param folder as Maven is given it: {@code frameworks/kafka}
 */
record ReleasedModule(String folder) {
  private static final String PUBLISHED = "<maven.deploy.skip>false<";

  /** Those whose POM says so. */
  static List<ReleasedModule> all() {
    try (Stream<Path> files =
        Files.find(Repository.ROOT, 3, (file, attributes) -> file.endsWith("pom.xml"))) {
      return files
          .filter(file -> Repository.read(file).contains(PUBLISHED))
          .map(file -> Repository.ROOT.relativize(file.getParent()).toString())
          .sorted()
          .map(ReleasedModule::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Written by the build of the module. */
  Path flattenedPom() {
    return Repository.ROOT.resolve(folder).resolve("target/.flattened-pom.xml");
  }

  @Override
  public String toString() {
    return folder;
  }
}
