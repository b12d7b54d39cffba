package io.lameduck.examples.migrationjob;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table that is filled: a file for each batch. It appears as a whole or not at all, so that it
 * is the progress as well: a killed run leaves no batch half done, and none done but not counted.
 */
final class NewTable implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private NewTable(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Waits for whoever still works on it, such as the pod before this one. */
  static NewTable alone(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
    lock.lock(); // until it is closed, or the process ends
    return new NewTable(directory, lock);
  }

  /** How many batches there are. */
  int batches() {
    int batches = 0;
    while (Files.exists(file(batches + 1))) {
      batches++;
    }
    return batches;
  }

  void add(int batch, List<String> rows) throws IOException {
    Path part = Files.write(directory.resolve("part"), rows);
    Files.move(part, file(batch), ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private Path file(int batch) {
    return directory.resolve("batch-" + batch + ".csv");
  }
}
