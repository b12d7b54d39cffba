package io.lameduck;

/**
 * The signal by which a container is stopped, {@code STOPSIGNAL} of its image or {@code
 * lifecycle.stopSignal} of its pod (KEP-4960): one that the JVM leaves to a program.
 *
 * @since 0.1.0
 */
public enum StopSignal {
  /** What Kubernetes sends unless it is told otherwise; heard in any case. */
  SIGTERM,
  /** Without the library it ends a JVM, as SIGTERM does. */
  SIGHUP,
  /** Without the library it kills a JVM at once. */
  SIGUSR1
}
