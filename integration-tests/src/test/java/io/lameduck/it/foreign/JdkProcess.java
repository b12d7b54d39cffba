package io.lameduck.it.foreign;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient.Version;

/** A {@link JdkClient}, which ends when nobody can tell it to ask any more. */
record JdkProcess(BufferedWriter in, BufferedReader out) implements ForeignClient {
  static JdkProcess asking(Jdk jdk, Version version, URI service) {
    String classPath = System.getProperty("java.class.path", "");
    ProcessBuilder builder =
        new ProcessBuilder(
            jdk.java().toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            JdkClient.class.getName(),
            version.name(),
            service.resolve("/").toString());
    try {
      Process process = builder.redirectError(Redirect.INHERIT).start();
      return new JdkProcess(process.outputWriter(), process.inputReader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int ask() throws IOException {
    in.newLine();
    in.flush();
    String answer = out.readLine();
    if (!JdkClient.GOOD.equals(answer)) {
      throw new IOException(answer);
    }
    return 1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
