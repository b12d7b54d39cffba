package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the child processes wrote, kept beside the test reports. Any thread. */
public final class LogFile implements AutoCloseable {
  private final PrintWriter out;

  private LogFile(PrintWriter out) {
    this.out = out;
  }

  public static LogFile create(String name) throws IOException {
    Path folder = Path.of(System.getProperty("it.out", "target/it"));
    Path file = Files.createDirectories(folder).resolve(name + ".log");
    return new LogFile(new PrintWriter(Files.newBufferedWriter(file, UTF_8), true));
  }

  public void line(String pod, String line) {
    out.println(pod + " | " + line);
  }

  @Override
  public void close() {
    out.close();
  }
}
