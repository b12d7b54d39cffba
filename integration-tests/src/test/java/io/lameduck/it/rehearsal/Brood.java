package io.lameduck.it.rehearsal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes this JVM has started and not yet seen end. None of them outlives it. */
final class Brood {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Brood::kill), "brood"));
  }

  private Brood() {}

  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    ALIVE.add(process);
    return process;
  }

  /** Kills the process if it still runs, and waits until it is gone. */
  static void end(Process process) {
    kill(process);
    process.onExit().join();
    ALIVE.remove(process);
  }

  /** Through the handle: the process itself would close its streams, and the log would be lost. */
  private static void kill(Process process) {
    process.toHandle().destroyForcibly();
  }
}
