package io.lameduck.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the end of a pod depends on.
 *
 * @param uid tells it from others that had or will have its name
 * @param deletion {@code metadata.deletionTimestamp}: SIGKILL, to the second, if the kubelet learns
 *     of it at once; empty if it is not deleted
 * @param deletionGrace {@code metadata.deletionGracePeriodSeconds}: what it was deleted with
 * @param gracePeriod {@code spec.terminationGracePeriodSeconds}
 * @param hooked whether a container has a preStop hook, which spends some of the grace period
 * @param disruption the reason of the condition {@code DisruptionTarget}, or empty
 */
record PodState(
    String uid,
    Optional<Instant> deletion,
    Optional<Duration> deletionGrace,
    Optional<Duration> gracePeriod,
    boolean hooked,
    String disruption) {}
