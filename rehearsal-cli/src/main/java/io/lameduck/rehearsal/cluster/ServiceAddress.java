package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.clients.Target;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Service, and where clients in the cluster reach it.
 *
 * @param target the Service's address, or its name where it has none
 */
record ServiceAddress(String name, Target target, boolean headless, Map<String, String> selector) {
  private static final String NO_ADDRESS = "None";

  /**
   * Looks for it; one that does not exist, or has no such port, is refused.
   *
   * @param port a number or a name; empty for the first one
   */
  static ServiceAddress find(NamespacedKubernetesClient client, String name, String port) {
    Service service = client.services().withName(name).get();
    if (service == null) {
      throw new ClusterFailed(
          Reason.CLUSTER,
          "service: "
              + name
              + " (expected: a Service in the namespace "
              + client.getNamespace()
              + "; --service gives its name)");
    }
    String address = service.getSpec().getClusterIP();
    boolean headless = address == null || address.equals(NO_ADDRESS);
    String host = headless ? name + "." + client.getNamespace() + ".svc" : inUri(address);
    return new ServiceAddress(
        name, new Target(host, port(service, port)), headless, service.getSpec().getSelector());
  }

  /** Refuses one that would not ask the pods of this Deployment. */
  void requireSelects(Workload workload) {
    Map<String, String> labels = workload.template().getMetadata().getLabels();
    if (selector.isEmpty() || !labels.entrySet().containsAll(selector.entrySet())) {
      throw new ClusterFailed(
          Reason.CLUSTER,
          "service "
              + name
              + " selects "
              + selector
              + ", and the pods of deployment "
              + workload.name()
              + " are "
              + labels
              + " (expected: a Service that selects them; --service gives its name)");
    }
  }

  private static String inUri(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static int port(Service service, String port) {
    List<ServicePort> ports = service.getSpec().getPorts();
    Optional<ServicePort> asked =
        port.isEmpty()
            ? ports.stream().findFirst()
            : ports.stream().filter(each -> isCalled(each, port)).findFirst();
    return asked
        .map(ServicePort::getPort)
        .orElseThrow(
            () ->
                new ClusterFailed(
                    Reason.CLUSTER,
                    "port: "
                        + port
                        + " (expected: one of service "
                        + service.getMetadata().getName()
                        + ": "
                        + ports.stream().map(ServiceAddress::text).collect(Collectors.joining(", "))
                        + ")"));
  }

  private static boolean isCalled(ServicePort port, String asked) {
    return asked.equals(port.getName()) || asked.equals(port.getPort().toString());
  }

  private static String text(ServicePort port) {
    return port.getName() == null ? "" + port.getPort() : port.getPort() + " " + port.getName();
  }
}
