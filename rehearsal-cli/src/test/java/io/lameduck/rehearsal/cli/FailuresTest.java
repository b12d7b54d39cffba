package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is not the fault of the service must not look like it: that would be exit code 1. */
class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Command
  private record Failing(Callable<Integer> body) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void anErrorExitsWith10() {
    int exitCode =
        exitCode(
            () -> {
              throw new StackOverflowError();
            });
    assertThat(exitCode).isEqualTo(10);
    assertThat(err.toString(UTF_8)).startsWith("lameduck-rehearsal: java.lang.StackOverflowError");
  }

  @Test
  void anExceptionWithoutAMessageIsNamed() {
    int exitCode =
        exitCode(
            () -> {
              throw new IllegalStateException();
            });
    assertThat(exitCode).isEqualTo(10);
    assertThat(err.toString(UTF_8).strip())
        .isEqualTo("lameduck-rehearsal: java.lang.IllegalStateException");
  }

  @Test
  void anInterruptIsKept() {
    int exitCode =
        exitCode(
            () -> {
              throw new InterruptedException("enough");
            });
    assertThat(exitCode).isEqualTo(10);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private int exitCode(Callable<Integer> body) {
    Failures failures = new Failures(new PrintStream(err, true, UTF_8), () -> false);
    return failures.registerIn(new CommandLine(new Failing(body))).execute();
  }
}
