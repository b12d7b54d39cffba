package io.lameduck.rehearsal.file;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for probes and hooks that name this machine: here they meet the pod, and in a cluster the
 * node, since it is the kubelet that asks.
 */
final class HostPreflight {
  /** What stands for the machine that asks. */
  static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

  private static final List<String> PROBES =
      List.of("startupProbe", "readinessProbe", "livenessProbe");

  private HostPreflight() {}

  static List<Finding> of(Manifest manifest) {
    return manifest.isOnHostNetwork()
        ? List.of()
        : handlers(manifest.container())
            .flatMap(handler -> Stream.of(handler.at("httpGet"), handler.at("tcpSocket")))
            .map(action -> action.at("host"))
            .filter(host -> LOCAL.contains(host.text("")))
            .map(HostPreflight::finding)
            .toList();
  }

  private static Stream<Yaml> handlers(Yaml container) {
    return Stream.concat(
        PROBES.stream().map(container::at), Stream.of(container.at("lifecycle").at("preStop")));
  }

  private static Finding finding(Yaml host) {
    return Finding.error(
        host.path()
            + " is "
            + host.text("")
            + ": the kubelet asks its own node, and not the pod. Leave host out.");
  }
}
