package io.lameduck.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Fails while a file system is nearly full. */
final class DiskSpaceCheck implements HealthCheck {
  private final Path path;
  private final long minBytes;

  DiskSpaceCheck(Path path, long minBytes) {
    Objects.requireNonNull(path, "path");
    if (minBytes < 1) {
      throw new IllegalArgumentException("minBytes: " + minBytes + " (expected: >= 1)");
    }
    this.path = path;
    this.minBytes = minBytes;
  }

  @Override
  public boolean healthy() throws IOException, Unhealthy {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < minBytes) {
      throw new Unhealthy(path + ": " + free + " bytes free (expected: >= " + minBytes + ")");
    }
    return true;
  }
}
