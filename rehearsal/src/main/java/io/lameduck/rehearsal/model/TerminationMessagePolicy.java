package io.lameduck.rehearsal.model;

/**
 * Where the kubelet takes a termination message from, and how much of it is kept.
 *
 * @param containers how many containers the pod has, init containers included: they share 12 KiB
 * @param fallbackToLogs whether a failed process without a message has the end of its log for one
 */
public record TerminationMessagePolicy(int containers, boolean fallbackToLogs) {
  /** The only container of its pod, with {@code terminationMessagePolicy: File}. */
  public static final TerminationMessagePolicy FROM_FILE = new TerminationMessagePolicy(1, false);

  public TerminationMessagePolicy {
    if (containers < 1) {
      throw new IllegalArgumentException("containers: " + containers + " (expected: >= 1)");
    }
  }
}
