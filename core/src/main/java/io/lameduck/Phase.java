package io.lameduck;

import java.util.Locale;

/**
 * Where a service stands in its life. Phases only move forward, with one exception: a lame duck
 * that was announced by a preStop call alone, and that no signal followed, is taken back (see
 * {@link #mayBecome}).
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

  /**
   * Whether a service in this phase may move to the other one. All legal moves are here: one step
   * forward, straight from {@link #STARTING} to {@link #LAME_DUCK} when the signal comes early, and
   * back from {@link #LAME_DUCK} to where it was. Once {@link #DRAINING} has begun there is no way
   * back.
   */
  public boolean mayBecome(Phase next) {
    return switch (this) {
      case STARTING -> next == READY || next == LAME_DUCK;
      case READY -> next == LAME_DUCK;
      case LAME_DUCK -> next == DRAINING || next == READY || next == STARTING;
      case DRAINING -> next == CLOSING;
      case CLOSING -> next == TERMINATED;
      case TERMINATED -> false;
    };
  }

  /** As it is written in logs, metrics and messages: {@code lame duck}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
