package io.lameduck.internal.health;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.lameduck.internal.config.OwnFile;
import io.lameduck.internal.process.LogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An empty file. One that is not empty, or no file, is somebody else's: it is neither emptied nor
 * deleted. What cannot be done with it is logged once, and once when it can be done again.
 */
final class ProbeFile {
  private final String what;
  private final Path path;
  private final LogWriter log;
  private boolean broken;

  ProbeFile(String what, Path path, LogWriter log) {
    this.what = what;
    this.path = path;
    this.log = log;
  }

  /**
   * Makes it exist, modified now; returns whether that worked. Truncating a file that is empty does
   * it: the file system's clock tells the time, and a full disk has room for it.
   */
  boolean touch() {
    return attempt(
        () -> Files.newByteChannel(path, CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS).close());
  }

  /** Makes it not exist; returns whether that worked. */
  boolean delete() {
    return attempt(() -> Files.deleteIfExists(path));
  }

  private void requireOwn() throws IOException {
    Optional<String> obstacle = OwnFile.obstacle(path);
    if (obstacle.isPresent()) {
      throw new IOException("it " + obstacle.get() + " (expected: missing or empty)");
    }
  }

  private boolean attempt(Step step) {
    try {
      requireOwn();
      step.run();
      mended();
      return true;
    } catch (IOException | RuntimeException e) {
      broke(e);
      return false;
    }
  }

  private void broke(Exception e) {
    if (!broken) {
      broken = true;
      log.warn("cannot keep the " + what + " file " + path + ": " + e);
    }
  }

  private void mended() {
    if (broken) {
      broken = false;
      log.info("can keep the " + what + " file " + path + " again");
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
