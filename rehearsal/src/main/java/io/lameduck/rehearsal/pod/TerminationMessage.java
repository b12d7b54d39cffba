package io.lameduck.rehearsal.pod;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.rehearsal.model.TerminationMessagePolicy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How the kubelet reads a termination message: the last 4096 bytes of the file, and of those the
 * first 12288 / n, where n is the number of the pod's containers (kubelet: {@code
 * pkg/kubelet/kuberuntime}, {@code MaxPodTerminationMessageLogLength}).
 */
final class TerminationMessage {
  private static final int FILE_BYTES = 4096;
  private static final int POD_BYTES = 12 * 1024;
  private static final int LOG_BYTES = 2048;
  private static final int LOG_LINES = 80;

  private TerminationMessage() {}

  /** The message of a process that has ended; a file that cannot be read is an empty one. */
  static String of(TerminationMessagePolicy policy, Path file, int exitCode, List<String> log) {
    byte[] message = tail(file);
    if (message.length == 0 && policy.fallbackToLogs() && exitCode != 0) {
      message = tail(log);
    }
    return new String(first(message, POD_BYTES / policy.containers()), UTF_8);
  }

  private static byte[] tail(Path file) {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int length = Math.toIntExact(Math.min(in.length(), FILE_BYTES));
      byte[] bytes = new byte[length];
      in.seek(in.length() - length);
      in.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static byte[] tail(List<String> log) {
    List<String> lines = log.subList(Math.max(0, log.size() - LOG_LINES), log.size());
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LOG_BYTES), bytes.length);
  }

  private static byte[] first(byte[] bytes, int max) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, max));
  }
}
