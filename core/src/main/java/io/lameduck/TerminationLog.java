package io.lameduck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file whose content the kubelet shows as the termination message. The kubelet has mounted it:
 * it is written in place, never created and never replaced, since a rename onto a mount point
 * fails. And never emptied first: the process may be killed between any two steps, and what it had
 * left would be gone.
 */
final class TerminationLog {
  /**
   * The kubelet keeps the last 4096 bytes, and of those the first 12288/n in a pod of n containers:
   * so much is safe with up to twelve.
   */
  static final int MOST_BYTES = 1024;

  private final Path path;

  TerminationLog(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean missing() {
    return !Files.exists(path);
  }

  /**
   * Writes the message, cut to what is kept, never in the middle of a character.
   *
   * @throws IOException when there is no such file, or it cannot be written
   */
  void write(String message) throws IOException {
    ByteBuffer bytes = cut(message);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      if (file.size() > bytes.limit()) { // and not always: a terminal or a pipe cannot be truncated
        file.truncate(bytes.limit());
      }
    }
  }

  private static ByteBuffer cut(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    int end = Math.min(bytes.length, MOST_BYTES);
    while (end < bytes.length && end > 0 && isContinuation(bytes[end])) {
      end--;
    }
    return ByteBuffer.wrap(bytes, 0, end);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0b1100_0000) == 0b1000_0000;
  }
}
