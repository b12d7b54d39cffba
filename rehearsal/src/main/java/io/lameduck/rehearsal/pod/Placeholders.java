package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what only a pod knows of itself. Braces around anything else stay as they are. */
record Placeholders(String pod, Ports ports, Path terminationLog, Map<String, String> environment) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(pod|termination-log|port(?::([A-Za-z0-9-]+))?|env:([-._A-Za-z0-9]+))}");

  String fill(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(valueOf(found)));
  }

  private String valueOf(MatchResult found) {
    if (found.group(3) != null) {
      return variable(found.group(3)).orElse(found.group());
    }
    return switch (found.group(1)) {
      case "pod" -> pod;
      case "termination-log" -> terminationLog.toString();
      default ->
          Integer.toString(ports.of(found.group(2) == null ? PodSpec.MAIN_PORT : found.group(2)));
    };
  }

  /** As the process finds it in its environment; nothing in it refers to another variable. */
  private Optional<String> variable(String name) {
    Placeholders others = new Placeholders(pod, ports, terminationLog, Map.of());
    return Optional.ofNullable(environment.get(name)).map(others::fill);
  }
}
