package io.lameduck.benchmarks.jmh;

/** One figure of one round: nanoseconds and bytes allocated by one operation. */
record Measured(double nanos, double bytes) {}
