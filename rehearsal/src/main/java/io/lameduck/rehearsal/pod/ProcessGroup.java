package io.lameduck.rehearsal.pod;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process and all that it starts. With {@code setsid} (util-linux) its members are found even if
 * the process that started them is gone; without it, as on macOS, only while it lives.
 */
final class ProcessGroup {
  private static final boolean SETSID = Executable.find("setsid").isPresent();

  private ProcessGroup() {}

  /** The same process at the head of a group of its own: setsid execs it, its pid stays. */
  static ProcessBuilder leading(ProcessBuilder builder) {
    if (SETSID) {
      List<String> words = new ArrayList<>(List.of("setsid", "--"));
      words.addAll(builder.command());
      builder.command(words);
    }
    return builder;
  }

  /** Kills through handles: {@link Process#destroyForcibly} would close the streams of the log. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    if (SETSID) {
      killGroup(process.pid());
    }
  }

  private static void killGroup(long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      // Without a shell there are no orphans of a shell; the process itself was killed above.
    }
  }
}
