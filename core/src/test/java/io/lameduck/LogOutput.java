package io.lameduck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;

/** What the library really logs: the logger of the tests writes to {@code System.err}. */
public final class LogOutput {
  private LogOutput() {}

  /** Something that logs. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** The same, where the work has to wait for what is logged behind it. */
  @FunctionalInterface
  public interface Reading {
    void run(Supplier<String> soFar) throws Exception;
  }

  public static String of(Work work) throws Exception {
    return of(soFar -> work.run());
  }

  public static String of(Reading work) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setErr(new PrintStream(output, true, UTF_8));
    try {
      work.run(() -> output.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
    return output.toString(UTF_8);
  }
}
