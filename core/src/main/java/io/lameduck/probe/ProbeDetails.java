package io.lameduck.probe;

/**
 * How much a probe's answer tells of the checks; whoever reaches the port can read it.
 *
 * @since 0.1.0
 */
public enum ProbeDetails {
  /** Whether the probe passes, nothing else. */
  NONE,
  /** The checks with their status as well. */
  NAMES,
  /** The reasons of failures, durations and the phase as well. */
  FULL
}
