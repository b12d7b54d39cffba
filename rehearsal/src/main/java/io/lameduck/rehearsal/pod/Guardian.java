package io.lameduck.rehearsal.pod;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A shell that kills process groups when its standard input ends. That happens also when this JVM
 * is killed and no hook of it runs; only a process started in the very instant before may escape.
 */
final class Guardian implements Closeable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      guarded=
      while read -r change pid; do
        others=
        for each in $guarded; do
          [ "$each" = "$pid" ] || others="$others $each"
        done
        guarded=$others
        [ "$change" = release ] || guarded="$guarded $pid"
      done
      for each in $guarded; do
        kill -s KILL -- "-$each" 2>/dev/null || kill -s KILL "$each" 2>/dev/null
      done
      """;

  private final Process shell;
  private final OutputStream orders;
  private boolean closed;

  private Guardian(Process shell) {
    this.shell = shell;
    this.orders = shell.getOutputStream();
  }

  static Guardian start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", SCRIPT));
      return new Guardian(ProcessGroup.leading(builder).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void guard(long pid) {
    order("guard " + pid);
  }

  void release(long pid) {
    order("release " + pid);
  }

  private synchronized void order(String order) {
    if (closed) {
      return;
    }
    try {
      orders.write((order + "\n").getBytes(US_ASCII));
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the guardian of the processes is gone", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    orders.close();
    shell.onExit().join();
  }
}
