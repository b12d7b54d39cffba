package io.lameduck.it.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a process writes, line by line, read on a thread of its own. */
final class PodLog {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  PodLog(Process process, Consumer<String> listener) {
    this.reader = new Thread(() -> read(process, listener), "log");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Process process, Consumer<String> listener) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      in.lines().peek(lines::add).forEach(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for the end of the log of a process that has ended. */
  void awaitEnd() throws InterruptedException {
    reader.join(5000);
  }
}
