package io.lameduck.it.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A control group with a limit to its processes and threads, as a container has one. It needs root
 * and the controller of version 1, or a group of version 2 that hands it on.
 */
final class PidLimit {
  /** What {@link #isPossible} looks for. */
  static final String NEEDED = "may not limit the threads of a control group";

  /** A process enters a group of its own, named after it. */
  static final String ENTER;

  private static final List<Path> ROOTS =
      List.of(Path.of("/sys/fs/cgroup/pids"), Path.of("/sys/fs/cgroup"));
  private static final String NAME = "lameduck-it-";

  static {
    ENTER =
        "group="
            + root()
            + "/"
            + NAME
            + "$$; mkdir $group && echo $$ > $group/cgroup.procs && exec \"$@\"";
  }

  private PidLimit() {}

  private static Path root() {
    return ROOTS.stream().filter(Files::isDirectory).findFirst().orElse(ROOTS.get(0));
  }

  /** Whether this process may limit another one. */
  static boolean isPossible() {
    try {
      Path group = Files.createDirectory(root().resolve(NAME + ProcessHandle.current().pid()));
      boolean limits = Files.isWritable(group.resolve("pids.max"));
      Files.delete(group);
      return limits;
    } catch (IOException e) {
      return false;
    }
  }

  /** From now on the process gets no thread more than it has. */
  static void allowNoMore(long pid) throws IOException {
    Path group = root().resolve(NAME + pid);
    String current = Files.readString(group.resolve("pids.current")).strip();
    Files.writeString(group.resolve("pids.max"), current);
  }

  /** Removes the groups of processes that have ended; one that is not empty stays. */
  static void forgetEnded() throws IOException {
    try (Stream<Path> groups = Files.list(root())) {
      for (Path group : groups.filter(PidLimit::isOurs).toList()) {
        if (Files.readString(group.resolve("cgroup.procs")).isEmpty()) {
          Files.delete(group);
        }
      }
    }
  }

  private static boolean isOurs(Path group) {
    return String.valueOf(group.getFileName()).startsWith(NAME);
  }
}
