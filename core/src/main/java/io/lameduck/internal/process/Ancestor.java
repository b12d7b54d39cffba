package io.lameduck.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process above this one that a signal may come to in its place: PID 1, and the parent, which is
 * the first process of the container where PID 1 is not, as with {@code shareProcessNamespace}, or
 * where PID 1 passes signals on, as tini does.
 *
 * @param program what it runs, without its folder
 */
public record Ancestor(long pid, String program) {
  private static final Set<String> SHELLS = Set.of("sh", "dash", "ash", "bash", "busybox", "ksh");

  /** Those of this process; none where this cannot be told. */
  public static List<Ancestor> ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.of(ProcessHandle.of(1), self.parent())
        .flatMap(Optional::stream)
        .map(ProcessHandle::pid)
        .filter(pid -> pid != self.pid())
        .distinct()
        .flatMap(pid -> of(pid).stream())
        .toList();
  }

  private static Optional<Ancestor> of(long pid) {
    try {
      String commandLine = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
      return Optional.of(new Ancestor(pid, programOf(commandLine)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // no /proc, so not Linux
    }
  }

  /**
   * The program in a command line as the kernel keeps it, a null after each argument. The kernel's
   * short name will not do: of a script it is the script's own, and not that of its shell.
   */
  static String programOf(String commandLine) {
    String path = commandLine.substring(0, (commandLine + '\0').indexOf('\0'));
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.startsWith("-") ? file.substring(1) : file; // a login shell
  }

  public boolean isShell() {
    return SHELLS.contains(program);
  }

  /** {@code 'sh' (PID 1)}. */
  @Override
  public String toString() {
    return "'" + program + "' (PID " + pid + ")";
  }
}
