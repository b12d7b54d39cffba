package io.lameduck.it;

import io.lameduck.rehearsal.model.PodSpec;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Services that run on the JVM of these tests. */
public final class Java {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** None of them lives long enough to earn what C2 costs: most of their time is their start. */
  private static final String LIGHT = "-XX:TieredStopAtLevel=1";

  private Java() {}

  /** A runnable jar. */
  public static PodSpec jar(String name, Path jar) {
    return PodSpec.of(name, List.of(JAVA, LIGHT, "-jar", jar.toString()));
  }

  /** A main class on the class path of this JVM. */
  public static PodSpec main(String name, Class<?> main, String... arguments) {
    String classPath = System.getProperty("java.class.path", "");
    List<String> command = new ArrayList<>(List.of(JAVA, LIGHT, "-cp", classPath, main.getName()));
    command.addAll(Arrays.asList(arguments));
    return PodSpec.of(name, command);
  }

  /** A main class of these tests on the class path of a jar. */
  public static PodSpec main(String name, Path jar, String main) throws URISyntaxException {
    URI tests = Java.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    String classPath = jar + File.pathSeparator + Path.of(tests);
    return PodSpec.of(name, List.of(JAVA, LIGHT, "-cp", classPath, main));
  }

  public static PodSpec withOption(String option, PodSpec spec) {
    List<String> command = new ArrayList<>(spec.command());
    command.add(1, option);
    return spec.withCommand(command);
  }

  /** Run by another command, which execs the rest of its arguments. */
  public static PodSpec wrapped(PodSpec spec, String... words) {
    return spec.withCommand(Stream.concat(Arrays.stream(words), spec.command().stream()).toList());
  }

  /** Where nothing says that it is in a cluster. */
  public static PodSpec onALaptop(PodSpec spec) {
    return spec.without("KUBERNETES_SERVICE_HOST");
  }
}
