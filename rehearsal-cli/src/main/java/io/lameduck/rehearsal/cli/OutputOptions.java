package io.lameduck.rehearsal.cli;

import java.io.IOException;
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

  @Option(names = "--verbose", description = "Where the program itself fails, say where in it.")
  boolean verbose;

  /** Before minutes are spent on a report that cannot be written. */
  void createFolder() throws IOException {
    Files.createDirectories(folder);
  }
}
