package io.lameduck.it.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to start an instance. The port is chosen at the start and passed as {@code PORT}. Of its
 * parent's environment the child sees nothing that could be meant for the library.
 */
public record PodSpec(
    String name,
    List<String> wrapper,
    List<String> jvmOptions,
    List<String> arguments,
    Map<String, String> environment,
    Duration gracePeriod) {
  public PodSpec {
    wrapper = List.copyOf(wrapper);
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A runnable jar, with Kubernetes' default grace period. */
  public static PodSpec ofJar(String name, Path jar) {
    return of(name, List.of("-jar", jar.toString()));
  }

  /** A main class on the class path of this JVM. */
  public static PodSpec ofMain(String name, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return of(name, command);
  }

  private static PodSpec of(String name, List<String> arguments) {
    Duration byDefault = Duration.ofSeconds(30);
    return new PodSpec(name, List.of(), List.of(), arguments, Map.of(), byDefault);
  }

  public PodSpec named(String other) {
    return new PodSpec(other, wrapper, jvmOptions, arguments, environment, gracePeriod);
  }

  /** A command that execs the rest of its arguments. */
  public PodSpec wrappedBy(String... command) {
    List<String> words = List.of(command);
    return new PodSpec(name, words, jvmOptions, arguments, environment, gracePeriod);
  }

  public PodSpec withJvmOptions(String... options) {
    List<String> words = List.of(options);
    return new PodSpec(name, wrapper, words, arguments, environment, gracePeriod);
  }

  public PodSpec with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new PodSpec(name, wrapper, jvmOptions, arguments, more, gracePeriod);
  }

  /** The time from SIGTERM to SIGKILL. Telling the library is another matter. */
  public PodSpec withGracePeriod(Duration grace) {
    return new PodSpec(name, wrapper, jvmOptions, arguments, environment, grace);
  }

  ProcessBuilder process(int port, Path terminationLog) {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    Map<String, String> child = builder.environment();
    child.keySet().removeIf(name -> name.startsWith("LAMEDUCK_") || name.startsWith("KUBERNETES_"));
    child.put("PORT", Integer.toString(port));
    child.put("LAMEDUCK_TERMINATION_LOG", terminationLog.toString());
    child.putAll(environment);
    return builder;
  }

  private List<String> command() {
    Stream<String> java =
        Stream.of(Path.of(System.getProperty("java.home"), "bin/java").toString());
    return Stream.of(wrapper.stream(), java, jvmOptions.stream(), arguments.stream())
        .flatMap(words -> words)
        .toList();
  }
}
