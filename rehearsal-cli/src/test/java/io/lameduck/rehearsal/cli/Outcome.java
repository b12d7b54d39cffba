package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a run of the program in this JVM came to. */
record Outcome(int exitCode, String out, String err) {
  static Outcome of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    return new Outcome(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
