package io.lameduck.rehearsal.pod;

import java.io.IOException;

/** What Kubernetes, or a person at a terminal, sends to a process. */
public enum Signal {
  TERM,
  HUP,
  INT,
  KILL;

  /** Sends it to the process alone, as a container's runtime does, not to its children. */
  void sendTo(Process process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -s " + name() + " " + process.pid()).start();
    if (kill.waitFor() != 0 && process.isAlive()) {
      throw new IOException("SIG" + name() + " did not reach process " + process.pid());
    }
  }
}
