package io.lameduck;

/**
 * What can begin a shutdown.
 *
 * @since 0.1.0
 */
public enum Trigger {
  /** The signal Kubernetes sends. */
  SIGTERM("SIGTERM"),
  /** The {@link Setting#STOP_SIGNAL}, where that is not SIGTERM; it means the same. */
  STOP_SIGNAL("stop-signal"),
  /** Ctrl+C: a person is waiting, so there is no propagation delay. */
  SIGINT("SIGINT"),
  /** {@link Lameduck#shutdown(String)}. */
  SHUTDOWN("shutdown"),
  /** {@link Lameduck#stop()}: no propagation delay, and the JVM goes on. */
  STOP("stop"),
  /** The JVM is exiting: somebody's {@link System#exit}, or a signal that only a hook can see. */
  EXIT("exit"),
  /** A call of the preStop endpoint; the SIGTERM that follows joins. */
  PRESTOP("preStop"),
  /** An error nobody caught. */
  FATAL_ERROR("fatal-error");

  private final String word;

  Trigger(String word) {
    this.word = word;
  }

  /** As it is written in logs and messages. */
  public String word() {
    return word;
  }
}
