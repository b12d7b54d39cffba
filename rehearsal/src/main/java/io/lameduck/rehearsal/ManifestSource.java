package io.lameduck.rehearsal;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.file.Finding;
import io.lameduck.rehearsal.file.InvalidFile;
import io.lameduck.rehearsal.file.Manifest;
import io.lameduck.rehearsal.file.Preflight;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a manifest says of a service. Its errors are {@link RehearsalRefused}. */
record ManifestSource(Manifest manifest, PodSpec service) {
  private static final String ANY_CONTAINER = "";
  private static final String IMAGE_OF_THE_MANIFEST = "";

  static ManifestSource read(Path file, List<String> command, UnaryOperator<PodSpec> change) {
    try {
      Manifest manifest = Manifest.read(file, ANY_CONTAINER);
      return new ManifestSource(manifest, change.apply(manifest.service(command)));
    } catch (InvalidFile e) {
      throw new RehearsalRefused(String.valueOf(e.getMessage()), e);
    }
  }

  int replicas() {
    return manifest.replicas();
  }

  Duration minReady() {
    return manifest.minReady();
  }

  /** A rolling update as the workload does it with so many pods. */
  Scenario rollingUpdate(int replicas) {
    return Scenario.of(manifest.withReplicas(replicas).update());
  }

  /** Refuses what the preflight finds impossible; returns its warnings. */
  List<String> preflight(int replicas) {
    List<Finding> findings =
        Preflight.of(manifest.withReplicas(replicas), service, IMAGE_OF_THE_MANIFEST);
    if (findings.stream().anyMatch(Finding::fatal)) {
      throw new RehearsalRefused(findings.stream().map(Finding::toString).collect(joining("\n")));
    }
    return findings.stream().map(Finding::toString).toList();
  }
}
