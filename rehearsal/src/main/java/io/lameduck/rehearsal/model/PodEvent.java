package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * Something that happened to a pod.
 *
 * @param at since the rehearsal began
 * @param detail for people, such as the reason a probe failed; may be empty
 */
public record PodEvent(Duration at, Kind kind, String detail) {
  /** What can happen, in about the order in which it does. */
  public enum Kind {
    /** A process was started: the pod's first, or the one after a restart. */
    STARTED,
    /** The readiness probe passes; the pod stays ready until {@link #NOT_READY}. */
    READY,
    /** The readiness probe has failed often enough. */
    NOT_READY,
    /** The startup or the liveness probe has failed often enough: the process is restarted. */
    UNHEALTHY,
    /**
     * The pod was deleted: its endpoint goes, its grace period and its preStop hook begin. The
     * detail is the hook, and is empty where there is none.
     */
    DELETED,
    /** The process was sent SIGTERM. */
    SIGTERM,
    /** The process was sent a second SIGTERM. */
    SECOND_SIGTERM,
    /** The grace period was over, and the process was sent SIGKILL. */
    SIGKILL,
    /** The process was gone. */
    EXITED
  }
}
