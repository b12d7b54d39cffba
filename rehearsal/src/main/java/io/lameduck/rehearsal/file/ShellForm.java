package io.lameduck.rehearsal.file;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A command for a shell: {@code sh -c "java -jar app.jar"}. */
final class ShellForm {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");
  private static final Pattern COMMAND_FLAG = Pattern.compile("-[a-z]*c");
  private static final Pattern EXEC = Pattern.compile("(?:^|[\\s;&|(])exec\\s");

  private ShellForm() {}

  /** Whether a shell runs it and stays: SIGTERM goes to the shell. */
  static boolean of(List<String> command) {
    return command.size() >= 3
        && isShell(command.get(0))
        && COMMAND_FLAG.matcher(command.get(1)).matches()
        && !EXEC.matcher(command.get(2)).find();
  }

  /** Whether it cannot run in an image without a shell and its usual companions. */
  static boolean needsShell(List<String> command) {
    return !command.isEmpty() && (isShell(command.get(0)) || command.get(0).endsWith("sleep"));
  }

  private static boolean isShell(String program) {
    return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
  }
}
