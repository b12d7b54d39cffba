package io.lameduck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The POM of a module of this repository. */
record ModulePom(Path path, String text) {
  /** The root folder, from that of a module. */
  static final Path REPOSITORY = Path.of("..");

  private static final Pattern ARTIFACT =
      Pattern.compile("</parent>\\s*<artifactId>(.*?)</artifactId>");

  /** Those of all modules; the parent is none. */
  static List<ModulePom> all() throws IOException {
    try (Stream<Path> files =
        Files.find(REPOSITORY, 4, (path, attributes) -> path.endsWith("pom.xml"))) {
      return files
          .filter(path -> !path.toString().contains("target"))
          .filter(path -> !path.equals(REPOSITORY.resolve("pom.xml")))
          .map(ModulePom::read)
          .toList();
    }
  }

  boolean isPublishedJar() {
    return text.contains("<maven.deploy.skip>false<") && !text.contains("<packaging>pom<");
  }

  String artifact() {
    Matcher artifact = ARTIFACT.matcher(text);
    if (!artifact.find()) {
      throw new IllegalStateException("no artifactId after the parent in " + path);
    }
    return artifact.group(1);
  }

  /** As Maven is given it: {@code frameworks/kafka}. */
  String folder() {
    return REPOSITORY.relativize(path.getParent()).toString();
  }

  private static ModulePom read(Path path) {
    try {
      return new ModulePom(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
