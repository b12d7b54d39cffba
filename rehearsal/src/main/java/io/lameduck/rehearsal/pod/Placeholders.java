package io.lameduck.rehearsal.pod;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what only a pod knows of itself. Braces around anything else stay as they are. */
record Placeholders(String pod, Ports ports, Path terminationLog) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(pod|termination-log|port(?::([A-Za-z0-9-]+))?)}");

  String fill(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(valueOf(found)));
  }

  private String valueOf(MatchResult found) {
    return switch (found.group(1)) {
      case "pod" -> pod;
      case "termination-log" -> terminationLog.toString();
      default -> Integer.toString(ports.of(found.group(2) == null ? Ports.MAIN : found.group(2)));
    };
  }
}
