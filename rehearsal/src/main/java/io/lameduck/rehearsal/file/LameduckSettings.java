package io.lameduck.rehearsal.file;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the library is told in the environment of a service, as far as it concerns the manifest. */
record LameduckSettings(Map<String, String> environment) {
  private static final Pattern PLAIN = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?");

  /** Every pod of a rehearsal is told where its termination message goes: that says nothing. */
  boolean areThere() {
    return environment.keySet().stream()
        .anyMatch(name -> name.startsWith("LAMEDUCK_") && !name.equals("LAMEDUCK_TERMINATION_LOG"));
  }

  /** Zero for a service that is not told anything: it may not use the library at all. */
  Duration propagationDelay() {
    return areThere()
        ? duration("LAMEDUCK_PROPAGATION_DELAY", Duration.ofSeconds(5))
        : Duration.ZERO;
  }

  Duration gracePeriod() {
    return duration("LAMEDUCK_GRACE_PERIOD", Duration.ofSeconds(30));
  }

  Duration preStopSleep() {
    return duration("LAMEDUCK_PRESTOP_SLEEP", Duration.ZERO);
  }

  private Duration duration(String name, Duration otherwise) {
    String value = environment.getOrDefault(name, "");
    try {
      return value.isEmpty() ? otherwise : parse(value);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      // The service itself will say so, and better.
      return otherwise;
    }
  }

  private static Duration parse(String text) {
    if (text.startsWith("P")) {
      return Duration.parse(text);
    }
    return PLAIN.matcher(text).matches()
        ? Duration.parse("PT" + text.toUpperCase(Locale.ROOT))
        : Durations.parse(text);
  }
}
