package io.lameduck.it;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import java.time.Duration;

/** Services under the probes of a manifest, only more often: these tests have no time to lose. */
final class Probed {
  private static final Duration OFTEN = Duration.ofMillis(200);

  private Probed() {}

  static PodSpec often(PodSpec spec) {
    return spec.withProbes(often("/ready", "/alive"));
  }

  /** For a service that speaks something else than HTTP to its clients. */
  static PodSpec oftenOnAPortOfItsOwn(PodSpec spec) {
    ProbeSpec ready = ProbeSpec.everySecond(HttpGet.of("/ready").on("probes")).withPeriod(OFTEN);
    return spec.with("LAMEDUCK_PROBE_PORT", "{port:probes}")
        .withProbes(Probes.NONE.withReadiness(ready));
  }

  /** It is alive once it has been, however long that takes to begin. */
  static Probes often(String readiness, String liveness) {
    return new Probes(
        probe(liveness).withFailureThreshold(1500),
        probe(readiness),
        probe(liveness).withFailureThreshold(5));
  }

  private static ProbeSpec probe(String path) {
    return ProbeSpec.everySecond(HttpGet.of(path)).withPeriod(OFTEN);
  }
}
