package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.RehearsalResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is printed and written. */
final class OutputOptions {
  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "Where report.html, .json and .txt go. Default: ${DEFAULT-VALUE}")
  Path folder = Path.of("rehearsal-report");

  @Option(
      names = "--json",
      description = "Print the report as JSON instead of tables; all else goes to standard error.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; the tables and the verdict only.")
  boolean quiet;

  @Option(names = "--logs", description = "Show what the pods write, too.")
  boolean logs;

  @Option(names = "--stacktrace", description = "Where something fails, say where in the program.")
  boolean stacktrace;

  /** Called first: a folder that cannot be written is found before minutes are spent. */
  void createFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Prints before it writes: a full disk must not hide the result. */
  void show(RehearsalResult result, PrintStream out, PrintStream err) throws IOException {
    out.print(json ? result.json() : result.text());
    out.flush();
    write(result);
    (json ? err : out).println("Report: " + folder.resolve("report.html"));
  }

  private void write(RehearsalResult result) throws IOException {
    try {
      result.writeTo(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static IOException unwritable(IOException e) {
    return new IOException("the report cannot be written: " + e.getMessage(), e);
  }
}
