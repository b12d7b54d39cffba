package io.lameduck.benchmarks.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that this runs on, to run other things on it. */
public final class Java {
  private Java() {}

  /** The command that runs a class of the benchmarks. */
  public static List<String> running(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(with("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command with these options or arguments. */
  public static List<String> with(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
