package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What step 3 of a release has bundled, for whoever looks at it before it is published. */
class BundleTest {
  private static final Path BUNDLE =
      Repository.ROOT.resolve("target/central-publishing/central-bundle.zip");
  private static final List<String> OF_ALL = List.of(".pom", "-cyclonedx.xml", "-cyclonedx.json");
  private static final List<String> OF_JARS = List.of(".jar", "-sources.jar", "-javadoc.jar");
  private static final Map<String, String> CHECKSUMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

  private FileSystem zip;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(Files.exists(BUNDLE), "no bundle: step 3 of a release makes it");
    zip = FileSystems.newFileSystem(BUNDLE);
  }

  @AfterEach
  void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }

  @Test
  void hasEachPublishedModule() throws IOException {
    assertThat(poms()).hasSameSizeAs(ReleasedModule.all());
  }

  @Test
  void hasAllFilesOfEachArtifactAndNoOther() throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (Path file : poms()) {
      PublishedPom pom = PublishedPom.parse(Repository.read(file));
      String prefix = file.toString().replaceFirst("\\.pom$", "");
      Stream.concat(OF_ALL.stream(), pom.hasJar() ? OF_JARS.stream() : Stream.of())
          .flatMap(suffix -> withSignatureAndChecksums(prefix + suffix))
          .forEach(expected::add);
    }
    assertThat(files().map(Path::toString)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void hasPomsThatAreCompleteAndStandAlone() throws IOException {
    for (Path file : poms()) {
      PublishedPom pom = PublishedPom.parse(Repository.read(file));
      pom.assertComplete();
      pom.assertStandsAlone();
    }
  }

  @Test
  void hasTheChecksumsOfItsFiles() throws Exception {
    for (Path file : files().filter(BundleTest::isChecksum).toList()) {
      Path of = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.\\w+$", ""));
      assertThat(Repository.read(file)).as("%s", file).isEqualTo(checksum(of, extension(file)));
    }
  }

  private static Stream<String> withSignatureAndChecksums(String file) {
    return Stream.concat(
        Stream.of(file, file + ".asc"),
        CHECKSUMS.keySet().stream().map(checksum -> file + "." + checksum));
  }

  private static String checksum(Path file, String extension)
      throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance(CHECKSUMS.get(extension));
    byte[] sum = digest.digest(Files.readAllBytes(file));
    return String.format("%0" + 2 * sum.length + "x", new BigInteger(1, sum));
  }

  private static boolean isChecksum(Path file) {
    return CHECKSUMS.containsKey(extension(file));
  }

  private static String extension(Path file) {
    return file.toString().replaceFirst(".*\\.", "");
  }

  private List<Path> poms() throws IOException {
    return files().filter(file -> extension(file).equals("pom")).toList();
  }

  private Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }
}
