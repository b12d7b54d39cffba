package io.lameduck.rehearsal;

/** One thing that happens to a service in a cluster. */
public sealed interface Step
    permits RollingUpdate,
        Scale,
        Recreate,
        KillDuringStart,
        Outage,
        SecondSigterm,
        DrainNode,
        Wait {
  /** Does it, and waits until all it has begun is over. */
  void play(Stage stage) throws InterruptedException;
}
