package io.lameduck.rehearsal.pod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes a rehearsal has started and not yet seen end. None of them outlives it, nor what
 * they have started themselves: each is the head of a process group where the system has {@code
 * setsid}, and a {@link Guardian} kills the groups when this JVM is killed. Any thread.
 */
public final class Processes implements AutoCloseable {
  private final Set<Process> alive = ConcurrentHashMap.newKeySet();
  private final Guardian guardian;
  private final Thread hook = new Thread(this::killAll, "processes");
  private boolean closed;

  private Processes(Guardian guardian) {
    this.guardian = guardian;
  }

  /** Without a process yet, but for the guardian. */
  public static Processes create() {
    Processes processes = new Processes(Guardian.start());
    Runtime.getRuntime().addShutdownHook(processes.hook);
    return processes;
  }

  /** Not after {@link #close()}: a pod that is just being restarted must not escape. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IOException("the rehearsal is over: " + builder.command() + " was not started");
    }
    Process process = ProcessGroup.leading(builder).start();
    alive.add(process);
    guardian.guard(process.pid());
    return process;
  }

  /**
   * Kills the process if it still runs, and whatever it has left behind, as the end of a
   * container's first process ends all others; then waits until it is gone.
   */
  void end(Process process) {
    ProcessGroup.kill(process);
    process.onExit().join();
    if (alive.remove(process)) {
      guardian.release(process.pid());
    }
  }

  private void killAll() {
    alive.forEach(ProcessGroup::kill);
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    refuseMore();
    alive.forEach(this::end);
    try {
      guardian.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    forgetHook();
  }

  private synchronized void refuseMore() {
    closed = true;
  }

  private void forgetHook() {
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      assert removed;
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs already, and finds nothing.
    }
  }
}
