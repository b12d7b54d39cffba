package io.lameduck.it;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lame duck as a termination message tells of it: {@code lame-duck 5.0s (quiet)}. */
record LameDuck(Duration duration, String end) {
  private static final Pattern PHASE = Pattern.compile("lame-duck (\\d+)\\.(\\d)s \\(([a-z-]+)\\)");

  static LameDuck in(String message) {
    Matcher matcher = PHASE.matcher(message);
    if (!matcher.find()) {
      throw new AssertionError("no lame duck in the termination message: " + message);
    }
    String tenths = matcher.group(1) + matcher.group(2);
    return new LameDuck(Duration.ofMillis(100 * Long.parseLong(tenths)), matcher.group(3));
  }
}
