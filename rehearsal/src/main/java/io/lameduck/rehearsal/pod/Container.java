package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The process of a pod, without probes and restarts: {@link Pod} has them. The caller of start()
 * closes it, which kills what still runs. Any thread.
 */
public final class Container implements AutoCloseable {
  private final PodSpec spec;
  private final Processes processes;
  private final Ports ports;
  private final Path terminationLog;
  private final Process process;
  private final PodLog log;

  private Container(PodSpec spec, Processes processes, Ports ports, Path file, Consumer<String> out)
      throws IOException {
    this.spec = spec;
    this.processes = processes;
    this.ports = ports;
    this.terminationLog = file;
    this.process = processes.start(process(spec.command()).redirectErrorStream(true));
    this.log = new PodLog(process, out);
  }

  /**
   * Starts the process; every line it writes goes to {@code out}, on another thread.
   *
   * @throws StartFailed if there is no such program, or somebody else has the port
   */
  public static Container start(PodSpec spec, Processes processes, Consumer<String> out) {
    StartFailures.unlessExecutable(spec.command().get(0));
    StartFailures.unlessFree(spec.firstPort());
    Ports ports = spec.firstPort() == 0 ? Ports.free() : Ports.withMain(spec.firstPort());
    return start(spec, processes, ports, out);
  }

  /** The same on ports that another process of the pod had before. */
  static Container start(PodSpec spec, Processes processes, Ports ports, Consumer<String> out) {
    try {
      Path file = Files.createTempFile(spec.name() + "-", ".termination-log");
      return new Container(spec, processes, ports, file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command in this pod's environment, not yet started. */
  ProcessBuilder process(List<String> command) {
    Placeholders placeholders =
        new Placeholders(spec.name(), ports, terminationLog, spec.environment());
    return Environment.of(spec, placeholders).apply(command);
  }

  Processes processes() {
    return processes;
  }

  public Ports ports() {
    return ports;
  }

  /** The port on which it serves, or should. */
  public int port() {
    return ports.of(PodSpec.MAIN_PORT);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code, on another thread. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Sends a signal to the process alone, as a container's runtime does. */
  public void signal(Signal signal) throws InterruptedException {
    try {
      signal.sendTo(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process and whatever it has started. */
  void kill() {
    ProcessGroup.kill(process);
  }

  /** Waits for the end; false if it did not come in time. */
  public boolean awaitExit(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The lines written so far, standard output and error together: the last 2000. */
  public List<String> log() {
    return log.lines();
  }

  /** Kills what still runs, waits for the end of the log, and returns the termination message. */
  public String finish() throws InterruptedException {
    processes.end(process);
    log.awaitEnd();
    return TerminationMessage.of(spec.messages(), terminationLog, process.exitValue(), log.lines());
  }

  @Override
  public void close() {
    processes.end(process);
    try {
      Files.deleteIfExists(terminationLog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
