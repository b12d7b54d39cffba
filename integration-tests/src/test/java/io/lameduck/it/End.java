package io.lameduck.it;

import java.time.Duration;

/** How an instance ended, and what it left in its termination message. */
public record End(int exitCode, Duration afterSignal, String message) {}
