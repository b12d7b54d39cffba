package io.lameduck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the library really logs: the logger of the tests writes to {@code System.err}. */
public final class LogOutput {
  private LogOutput() {}

  /** Something that logs. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  public static String of(Work work) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setErr(new PrintStream(output, true, UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return output.toString(UTF_8);
  }
}
