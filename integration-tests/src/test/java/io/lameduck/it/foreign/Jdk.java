package io.lameduck.it.foreign;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** One that is installed. */
record Jdk(int version, Path home) {
  private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

  /** The newest, which may be the one that runs this. */
  static Jdk newest() {
    Jdk own = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    return Stream.concat(Stream.of(own), others())
        .max(Comparator.comparingInt(Jdk::version))
        .orElse(own);
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  private static Stream<Jdk> others() {
    try (Stream<Path> homes = Files.list(USUAL_FOLDER)) {
      return homes.flatMap(home -> at(home).stream()).toList().stream();
    } catch (IOException e) {
      return Stream.of(); // there is no such folder
    }
  }

  /** By the file that tells of its version; empty if there is none. */
  private static Optional<Jdk> at(Path home) {
    Properties release = new Properties();
    try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
      release.load(file);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      Jdk jdk = new Jdk(Runtime.Version.parse(version).feature(), home);
      return Files.isExecutable(jdk.java()) ? Optional.of(jdk) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
