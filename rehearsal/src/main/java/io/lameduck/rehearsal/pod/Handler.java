package io.lameduck.rehearsal.pod;

import java.time.Duration;

/** What a probe or a preStop hook does, as a manifest writes it. */
public sealed interface Handler permits HttpGet, TcpConnect, Exec, Sleep {
  /**
   * Does it, on the calling thread.
   *
   * @param caller for whom, which an HTTP server may want to know
   * @param timeout how long it may take
   * @throws HandlerFailed if it took longer, or did not succeed
   */
  void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException;
}
