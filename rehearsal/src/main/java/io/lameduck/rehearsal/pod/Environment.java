package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.Map;

/** What a pod's processes find in their environment. */
record Environment(Map<String, String> own, Placeholders placeholders) {
  static Environment of(PodSpec spec, Placeholders placeholders) {
    return new Environment(spec.environment(), placeholders);
  }

  ProcessBuilder apply(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command.stream().map(placeholders::fill).toList());
    Map<String, String> child = builder.environment();
    child.keySet().removeIf(name -> name.startsWith("LAMEDUCK_") || name.startsWith("KUBERNETES_"));
    own.forEach((name, value) -> child.put(name, placeholders.fill(value)));
    return builder;
  }
}
