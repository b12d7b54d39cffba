package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.ProbeSpec;

/**
 * What a probe's results amount to: only so many equal ones in a row change it (kubelet: {@code
 * pkg/kubelet/prober/worker.go}). One thread.
 */
final class Thresholds {
  /** What a container is, by the word of one probe. */
  enum ProbeStatus {
    UNKNOWN,
    PASSING,
    FAILING
  }

  private final ProbeSpec spec;
  private ProbeStatus status;
  private boolean latest;
  private int inARow;

  Thresholds(ProbeSpec spec, ProbeStatus initial) {
    this.spec = spec;
    this.status = initial;
  }

  /** The status after one more result. */
  ProbeStatus after(boolean success) {
    inARow = success == latest ? inARow + 1 : 1;
    latest = success;
    if (inARow >= (success ? spec.successThreshold() : spec.failureThreshold())) {
      status = success ? ProbeStatus.PASSING : ProbeStatus.FAILING;
    }
    return status;
  }
}
