package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A command of this machine that has to succeed. */
final class Command {
  private Command() {}

  /** Runs it and returns what it wrote. */
  static String run(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(words + " ended with " + code + ":\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", words), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + words, e);
    }
  }
}
