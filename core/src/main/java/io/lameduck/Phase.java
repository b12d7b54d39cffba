package io.lameduck;

import java.util.Locale;

/**
 * Where a service stands in its life. Phases only move forward, without exception.
 *
 * @since 0.1.0
 */
public enum Phase {
  /** Wired and answering probes, but not yet ready: start-up checks have not all passed. */
  STARTING,

  /** Serving. Whether {@code /ready} says so is for the readiness checks to tell. */
  READY,

  /**
   * Serving everything, new connections included, while asking clients to leave: the endpoint
   * change is still on its way to them.
   */
  LAME_DUCK,

  /** New connections are refused, work in flight finishes. */
  DRAINING,

  /** The resources of the service are closed, last opened first. */
  CLOSING,

  /** Nothing is left to do but to exit. */
  TERMINATED;

  /** As it is written in logs, metrics and messages: {@code lame-duck}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
