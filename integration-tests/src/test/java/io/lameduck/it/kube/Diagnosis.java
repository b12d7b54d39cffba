package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Collectors;

/** What a namespace looks like, for somebody who wants to know why a test has failed. */
final class Diagnosis {
  private Diagnosis() {}

  static String of(Namespace namespace) {
    return "events:\n" + events(namespace) + "pods:\n" + pods(namespace);
  }

  private static String events(Namespace namespace) {
    return namespace.client().v1().events().list().getItems().stream()
        .map(Diagnosis::line)
        .collect(Collectors.joining());
  }

  private static String line(Event event) {
    return "  %s %s: %s %s%n"
        .formatted(
            event.getLastTimestamp(),
            event.getInvolvedObject().getName(),
            event.getReason(),
            event.getMessage());
  }

  private static String pods(Namespace namespace) {
    return namespace.history().all().stream()
        .map(pod -> pod(namespace, pod))
        .collect(Collectors.joining());
  }

  private static String pod(Namespace namespace, Pod pod) {
    String name = pod.getMetadata().getName();
    String status = new KubernetesSerialization().asYaml(pod.getStatus());
    return "-- " + name + "\n" + status + log(namespace, pod);
  }

  private static String log(Namespace namespace, Pod pod) {
    return namespace
        .log(pod)
        .map(log -> String.join("\n", log.text()) + "\n" + log.remarks() + "\n")
        .orElse("no log: it was never seen to run\n");
  }
}
