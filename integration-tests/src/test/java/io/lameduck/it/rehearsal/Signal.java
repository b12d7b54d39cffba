package io.lameduck.it.rehearsal;

import java.io.IOException;

/** What Kubernetes, or a person at a terminal, sends to a process. */
public enum Signal {
  TERM,
  INT,
  KILL;

  void sendTo(Process process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + process.pid()).start();
    if (kill.waitFor() != 0) {
      throw new IOException("SIG" + name() + " did not reach process " + process.pid());
    }
  }
}
