package io.lameduck.rehearsal.model;

import java.time.Duration;

/** How long good answers took, from the first byte sent to the last one read. */
public record Latency(Duration median, Duration p99, Duration max) {}
