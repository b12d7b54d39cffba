package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * New connections that came to a pod, or were tried, after its deletion. The times are those since
 * the deletion, and zero if there was no such connection. A pod in a cluster reports its last one
 * at most: then {@code count} is 0 or 1, and all times are the same.
 *
 * @param median half of them had come by then
 * @param last when the last one came
 */
public record LateConnections(
    long count, Duration median, Duration p90, Duration p99, Duration last) {}
