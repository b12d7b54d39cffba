package io.lameduck.rehearsal.pod;

/**
 * What a probe's results amount to: only so many equal ones in a row change it (kubelet: {@code
 * pkg/kubelet/prober/worker.go}). One thread.
 */
final class Thresholds {
  /** What a container is, by the word of one probe. */
  enum Standing {
    UNKNOWN,
    PASSING,
    FAILING
  }

  private final ProbeSpec spec;
  private Standing standing;
  private boolean latest;
  private int inARow;

  Thresholds(ProbeSpec spec, Standing initial) {
    this.spec = spec;
    this.standing = initial;
  }

  /** The standing after one more result. */
  Standing after(boolean success) {
    inARow = success == latest ? inARow + 1 : 1;
    latest = success;
    if (inARow >= (success ? spec.successThreshold() : spec.failureThreshold())) {
      standing = success ? Standing.PASSING : Standing.FAILING;
    }
    return standing;
  }
}
