package io.lameduck.probe;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An empty file. What cannot be done with it is logged once, and once when it can be done again.
 */
final class ProbeFile {
  private final String what;
  private final Path path;
  private final SafeLog log;
  private boolean broken;

  ProbeFile(String what, Path path, SafeLog log) {
    this.what = what;
    this.path = path;
    this.log = log;
  }

  /**
   * Makes it exist, modified now; returns whether that worked. Truncating a file that is empty does
   * it: the file system's clock tells the time, and a full disk has room for it.
   */
  boolean touch() {
    return attempt(() -> Files.newByteChannel(path, CREATE, WRITE, TRUNCATE_EXISTING).close());
  }

  /** Makes it not exist; returns whether that worked. */
  boolean delete() {
    return attempt(() -> Files.deleteIfExists(path));
  }

  private boolean attempt(Step step) {
    try {
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
