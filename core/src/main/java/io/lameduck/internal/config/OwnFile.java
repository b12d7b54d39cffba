package io.lameduck.internal.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** Tells a file that may be emptied and deleted from one that is somebody else's. */
public final class OwnFile {
  private OwnFile() {}

  /** What keeps a file from being used, as the end of a sentence; empty if nothing does. */
  public static Optional<String> obstacle(Path path) {
    Objects.requireNonNull(path, "path");
    try {
      BasicFileAttributes there =
          Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return obstacle(there);
    } catch (IOException e) {
      return Optional.empty(); // missing, or it will fail as well when it is used
    }
  }

  private static Optional<String> obstacle(BasicFileAttributes there) {
    if (there.isDirectory()) {
      return Optional.of("is a directory");
    } else if (there.isSymbolicLink()) {
      return Optional.of("is a symbolic link");
    } else if (there.isOther()) {
      return Optional.of("is no regular file");
    }
    return there.size() > 0 ? Optional.of("holds " + there.size() + " bytes") : Optional.empty();
  }
}
