package io.lameduck.rehearsal.pod;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last lines a process has written, read on a thread of their own. */
final class PodLog {
  private static final int LINES = 2000;
  private static final Duration LAST_LINE = Duration.ofSeconds(5);

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  PodLog(Process process, Consumer<String> listener) {
    this.reader = new Thread(() -> read(process, listener), "log");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Process process, Consumer<String> listener) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      in.lines().peek(this::keep).forEach(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void keep(String line) {
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for the end of the log of a process that has ended. */
  void awaitEnd() throws InterruptedException {
    reader.join(LAST_LINE.toMillis());
  }
}
