package io.lameduck;

/** What can begin a shutdown. */
public enum Trigger {
  /** The signal Kubernetes sends. */
  SIGTERM("SIGTERM"),
  /** Ctrl+C: a person is waiting, so there is no propagation delay. */
  SIGINT("SIGINT"),
  /** {@link Lameduck#shutdown(String)}. */
  SHUTDOWN("shutdown"),
  /** {@link Lameduck#close()}: no propagation delay, and the JVM goes on. */
  CLOSE("close"),
  /** The JVM is exiting: somebody's {@link System#exit}, or a signal that only a hook can see. */
  EXIT("exit"),
  /** The preStop endpoint; tentative until something else confirms it. */
  PRESTOP("preStop"),
  /** An error nobody caught. */
  FATAL_ERROR("fatal error");

  private final String word;

  Trigger(String word) {
    this.word = word;
  }

  /** As it is written in logs and messages. */
  public String word() {
    return word;
  }

  /** Whether clients elsewhere have to learn of it before the listener may close. */
  boolean propagates() {
    return this != SIGINT && this != CLOSE;
  }

  /**
   * Whether the library ends the process afterwards; {@link #EXIT} is ending it already, and after
   * {@link #PRESTOP} it depends on what follows.
   */
  boolean exits() {
    return this != CLOSE && this != EXIT && this != PRESTOP;
  }

  /** Whether the orchestrator interrupted the process, rather than the process itself. */
  boolean interrupts() {
    return this == SIGTERM || this == SIGINT || this == PRESTOP;
  }
}
