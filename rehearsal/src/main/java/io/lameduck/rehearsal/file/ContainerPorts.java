package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.PodSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports a container declares, and the names under which a pod of the rehearsal has them. */
final class ContainerPorts {
  private static final String USUAL = "http";

  private final Map<String, String> nameByNumber = new LinkedHashMap<>();
  private final Map<String, String> numberByName = new LinkedHashMap<>();
  private final String main;

  /**
   * The main port is the one the Service sends clients to; without a Service the one named http,
   * otherwise the first.
   */
  ContainerPorts(Yaml container, String targetPort) {
    declared(container);
    inProbes(container);
    this.main = main(targetPort);
  }

  private void declared(Yaml container) {
    for (Yaml port : container.at("ports").items()) {
      String number = port.at("containerPort").text("");
      nameByNumber.put(number, port.at("name").text(number));
      numberByName.put(port.at("name").text(number), number);
    }
  }

  /** A port that a probe asks need not be declared. */
  private void inProbes(Yaml container) {
    for (String probe : List.of("readinessProbe", "startupProbe", "livenessProbe")) {
      for (String handler : List.of("httpGet", "tcpSocket", "grpc")) {
        String port = container.at(probe).at(handler).at("port").text("");
        if (isNumber(port)) {
          nameByNumber.putIfAbsent(port, port);
        }
      }
    }
  }

  private static boolean isNumber(String port) {
    return !port.isEmpty() && port.chars().allMatch(Character::isDigit);
  }

  /** Whether the container has such a port; a number is one in any case. */
  boolean has(String reference) {
    return isNumber(reference) || numberByName.containsKey(reference);
  }

  private String main(String targetPort) {
    String target = numberByName.getOrDefault(targetPort, targetPort);
    if (!target.isEmpty()) {
      return target;
    }
    return numberByName.getOrDefault(USUAL, nameByNumber.keySet().stream().findFirst().orElse(""));
  }

  /** What the pod calls the port that a probe names, or gives the number of. */
  String nameOf(String reference) {
    String number = numberByName.getOrDefault(reference, reference);
    return number.equals(main) || number.isEmpty()
        ? PodSpec.MAIN_PORT
        : nameByNumber.getOrDefault(number, number);
  }

  /** The placeholder for a value that is the number of one of the ports; otherwise the value. */
  String placeholder(String value) {
    if (!nameByNumber.containsKey(value) && !value.equals(main)) {
      return value;
    }
    String name = nameOf(value);
    return name.equals(PodSpec.MAIN_PORT) ? "{port}" : "{port:" + name + "}";
  }
}
