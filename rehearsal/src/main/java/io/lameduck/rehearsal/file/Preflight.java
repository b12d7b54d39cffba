package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what makes an update without a failed request impossible, before anything runs. */
public final class Preflight {
  private Preflight() {}

  /**
   * All findings, those of the rollout first.
   *
   * @param service the pod that is to run
   * @param image what its image is built on, or called; it may tell that there is no shell in it
   */
  public static List<Finding> of(Manifest manifest, PodSpec service, String image) {
    String named = image.isEmpty() ? manifest.image() : image;
    return Stream.of(
            RolloutPreflight.of(manifest),
            PodPreflight.of(manifest, service, named),
            HostPreflight.of(manifest))
        .flatMap(List::stream)
        .toList();
  }
}
