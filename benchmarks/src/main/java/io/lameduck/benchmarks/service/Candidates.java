package io.lameduck.benchmarks.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who takes part, as {@code benchmarks/services.yaml} tells. */
public final class Candidates {
  private static final Path FILE = Path.of("benchmarks", "services.yaml");

  private Candidates() {}

  /**
   * All that run on this version of Java.
   *
   * @throws IllegalStateException if one of them is not built
   */
  public static List<Candidate> here() {
    List<Candidate> here = in(FILE).stream().filter(Candidate::runsHere).toList();
    here.forEach(Candidates::requireBuilt);
    return here;
  }

  static List<Candidate> in(Path file) {
    return new YAMLMapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  private static void requireBuilt(Candidate candidate) {
    if (!Files.exists(candidate.jar())) {
      throw new IllegalStateException(
          candidate.jar() + " is missing (expected: built, as benchmarks/run does)");
    }
  }
}
