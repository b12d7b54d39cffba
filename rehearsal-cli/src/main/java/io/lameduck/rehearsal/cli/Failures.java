package io.lameduck.rehearsal.cli;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Tells in one line why the program did not do what it was asked for.
 *
 * @param stacktrace whether to tell where in the program, too
 */
record Failures(PrintStream err, BooleanSupplier stacktrace)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {
  CommandLine registerIn(CommandLine commandLine) {
    return commandLine
        .setParameterExceptionHandler(this)
        .setExecutionStrategy(Failures::withErrors)
        .setExecutionExceptionHandler(this)
        .setExitCodeExceptionMapper(e -> ExitCode.of(e).number());
  }

  /** The message alone: below it, the whole help would hide it. */
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    err.println("lameduck-rehearsal: " + e.getMessage());
    err.println("All options: --help");
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    err.println("lameduck-rehearsal: " + (e.getMessage() == null ? e : e.getMessage()));
    if (stacktrace.getAsBoolean()) {
      e.printStackTrace(err);
    }
    return commandLine.getExitCodeExceptionMapper().getExitCode(e);
  }

  /** Runs the command; wraps an {@link Error}, since the handlers receive exceptions only. */
  private static int withErrors(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
    }
  }
}
