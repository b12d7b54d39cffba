package io.lameduck.rehearsal.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run an instance of a service.
 *
 * <p>In the words of the command and the values of the environment, <code>{port}</code> stands for
 * the port the service has to listen on, <code>{port:NAME}</code> for another one of that pod,
 * <code>{termination-log}</code> for the file of its termination message, <code>{pod}</code> for
 * its name, and in a command <code>{env:NAME}</code> for a variable. Of its parent's environment a
 * pod sees nothing that begins with {@code LAMEDUCK_} or {@code KUBERNETES_}.
 *
 * @param preStop runs before SIGTERM; {@code null} for none
 * @param gracePeriod from the deletion, preStop included, to SIGKILL
 * @param firstPort the main port of the first pod, the next one has the next; 0 for free ones
 * @param messages how the termination message is read
 */
public record PodSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Probes probes,
    @Nullable Handler preStop,
    Duration gracePeriod,
    int firstPort,
    TerminationMessagePolicy messages) {
  /** The name of the port at which the service serves its clients. */
  public static final String MAIN_PORT = "";

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  /** What a container in a cluster finds, as far as one machine can give it. */
  private static final Map<String, String> AS_IN_A_CLUSTER =
      Map.of(
          "PORT", "{port}",
          "KUBERNETES_SERVICE_HOST", "127.0.0.1",
          "LAMEDUCK_TERMINATION_LOG", "{termination-log}");

  public PodSpec {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command: empty (expected: a program)");
    }
    if (gracePeriod.isNegative()) {
      throw new IllegalArgumentException("grace period: " + gracePeriod + " (expected: >= 0)");
    }
    if (firstPort < 0 || firstPort > 65_535) {
      throw new IllegalArgumentException("port: " + firstPort + " (expected: 0 to 65535)");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * A command that listens on the port in the variable {@code PORT}; without probes, with
   * Kubernetes' grace period of 30 s.
   */
  public static PodSpec of(String name, List<String> command) {
    return new PodSpec(
        name,
        command,
        AS_IN_A_CLUSTER,
        Probes.NONE,
        null,
        DEFAULT_GRACE,
        0,
        TerminationMessagePolicy.FROM_FILE);
  }

  public PodSpec named(String other) {
    return new PodSpec(
        other, command, environment, probes, preStop, gracePeriod, firstPort, messages);
  }

  public PodSpec withCommand(List<String> other) {
    return new PodSpec(name, other, environment, probes, preStop, gracePeriod, firstPort, messages);
  }

  /** With one more variable, or another value for it. */
  public PodSpec with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return withEnvironment(more);
  }

  /** Without a variable, be it set here or inherited. */
  public PodSpec without(String variable) {
    Map<String, String> fewer = new LinkedHashMap<>(environment);
    fewer.remove(variable);
    return withEnvironment(fewer);
  }

  private PodSpec withEnvironment(Map<String, String> other) {
    return new PodSpec(name, command, other, probes, preStop, gracePeriod, firstPort, messages);
  }

  /** With a value in place of a text, wherever that is in the command or the environment. */
  public PodSpec replacing(String text, String value) {
    Map<String, String> replaced = new LinkedHashMap<>();
    environment.forEach((name, old) -> replaced.put(name, old.replace(text, value)));
    return withCommand(command.stream().map(word -> word.replace(text, value)).toList())
        .withEnvironment(replaced);
  }

  public PodSpec withProbes(Probes other) {
    return new PodSpec(
        name, command, environment, other, preStop, gracePeriod, firstPort, messages);
  }

  /** With a readiness probe that asks this path every second. */
  public PodSpec ready(String path) {
    return withProbes(probes.withReadiness(ProbeSpec.everySecond(HttpGet.of(path))));
  }

  public PodSpec withPreStop(@Nullable Handler hook) {
    return new PodSpec(name, command, environment, probes, hook, gracePeriod, firstPort, messages);
  }

  public PodSpec withGracePeriod(Duration grace) {
    return new PodSpec(name, command, environment, probes, preStop, grace, firstPort, messages);
  }

  public PodSpec withFirstPort(int port) {
    return new PodSpec(name, command, environment, probes, preStop, gracePeriod, port, messages);
  }

  public PodSpec withMessages(TerminationMessagePolicy how) {
    return new PodSpec(name, command, environment, probes, preStop, gracePeriod, firstPort, how);
  }

  /** The pod of this number, counted from 1. */
  public PodSpec numbered(int number) {
    int port = firstPort == 0 ? 0 : firstPort + number - 1;
    return named(name + "-" + number).withFirstPort(port);
  }
}
