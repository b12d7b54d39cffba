package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * How a process ended, and what it left for {@code kubectl describe}.
 *
 * @param exitCode as a shell counts it: 128 plus the number of the signal that killed it; {@link
 *     #UNKNOWN} if a cluster has not told
 * @param killed whether it was sent SIGKILL because its grace period was over
 * @param afterDeletion the time since its deletion, preStop included; zero if it ended by itself
 * @param afterSigterm the time since its first SIGTERM; zero if it got none
 * @param message its termination message, cut as the kubelet cuts it; may be empty
 */
public record PodEnd(
    int exitCode, boolean killed, Duration afterDeletion, Duration afterSigterm, String message) {
  /** The exit code of a container whose end the kubelet has lost. */
  public static final int UNKNOWN = -1;
}
