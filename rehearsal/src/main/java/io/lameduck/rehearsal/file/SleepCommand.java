package io.lameduck.rehearsal.file;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The usual way to wait in a hook: {@code sleep 5}, or {@code sh -c "sleep 5"}. */
final class SleepCommand {
  private static final Pattern SLEEP = Pattern.compile("(?:^|.*[\\s;/])sleep (\\d+)s?\\b.*");

  private SleepCommand() {}

  /** How long it sleeps; zero if it does not, as far as can be seen. */
  static Duration in(List<String> command) {
    Matcher matcher = SLEEP.matcher(String.join(" ", command));
    return matcher.matches() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : Duration.ZERO;
  }
}
