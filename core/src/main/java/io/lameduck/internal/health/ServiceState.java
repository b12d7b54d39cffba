package io.lameduck.internal.health;

/**
 * What the probes need to know of the service they answer for. Asked at each probe, by any thread:
 * it must neither block nor throw.
 */
public interface ServiceState {
  /** Whether it has been up; stays true until the process ends. */
  boolean started();

  /**
   * Whether it may be called ready: true when it is up, false once it wants no requests any more.
   */
  boolean accepting();

  /** The name of the phase it is in; shown when the configuration allows all details. */
  String phase();
}
