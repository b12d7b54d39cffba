package io.lameduck.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * A module that users depend on.
 *
 * @param javadoc the folder of its Javadoc, which the profile {@code site} makes
 */
record PublishedModule(String artifact, String description, Path javadoc) {
  /** As of {@code frameworks/kafka/pom.xml}. */
  private static final int MAX_POM_DEPTH = 3;

  /** In the order of their names. */
  static List<PublishedModule> of(Sources sources) throws IOException {
    List<PublishedModule> modules = new ArrayList<>();
    for (Path pom : sources.below(Path.of(""))) {
      if (pom.endsWith("pom.xml") && pom.getNameCount() <= MAX_POM_DEPTH) {
        Document xml = Jsoup.parse(sources.read(pom), Parser.xmlParser());
        of(xml, sources.root().resolve(pom).resolveSibling("target/site-javadoc/apidocs"))
            .ifPresent(modules::add);
      }
    }
    return modules.stream().sorted((a, b) -> a.artifact().compareTo(b.artifact())).toList();
  }

  private static Optional<PublishedModule> of(Document pom, Path javadoc) {
    boolean isPublished = "false".equals(text(pom, "project > properties > maven\\.deploy\\.skip"));
    boolean isJar = text(pom, "project > packaging").isEmpty();
    return isPublished && isJar
        ? Optional.of(
            new PublishedModule(
                text(pom, "project > artifactId"), text(pom, "project > description"), javadoc))
        : Optional.empty();
  }

  private static String text(Document pom, String element) {
    return pom.select(element).text();
  }

  /** Copies its Javadoc below a folder. */
  void copyTo(Path folder) throws IOException {
    if (!Files.exists(javadoc.resolve("index.html"))) {
      throw new IOException("no Javadoc in " + javadoc + " (is the profile site active?)");
    }
    try (Stream<Path> files = Files.walk(javadoc)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(artifact).resolve(javadoc.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
