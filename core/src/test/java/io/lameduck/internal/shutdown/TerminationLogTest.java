package io.lameduck.internal.shutdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.lameduck.internal.thread.DaemonThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationLogTest {
  @TempDir private Path directory;
  private Path file;
  private TerminationLog log;

  @BeforeEach
  void mountAsTheKubeletDoes() throws IOException {
    file = Files.createFile(directory.resolve("termination-log"));
    log = new TerminationLog(file);
  }

  @Nested
  class TheFile {
    @Test
    void holdsTheMessageAlone() throws IOException {
      log.write("a long message of an earlier attempt");
      log.write("drained");

      assertThat(file).hasContent("drained");
    }

    @Test
    void isWrittenInPlaceBecauseItIsAMountPoint() throws IOException {
      Object inode = Files.getAttribute(file, "unix:ino");
      log.write("drained");

      assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
      assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void isNeverEmptyBetweenTwoMessagesBecauseAKillMayComeAtAnyTime() throws Exception {
      log.write("draining");
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  assertThatNoException().isThrownBy(() -> log.write("draining"));
                }
              });

      try {
        for (int i = 0; i < 10_000; i++) {
          assertThat(Files.readString(file)).isEqualTo("draining");
        }
      } finally {
        enough.set(true);
        writing.join();
      }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void mayBeAPipeWhichCannotBeTruncated() throws Exception {
      Path pipe = directory.resolve("pipe");
      new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
      FutureTask<String> reading = new FutureTask<>(() -> Files.readString(pipe));
      DaemonThread.start("reader", reading);
      try (TerminationLog log = new TerminationLog(pipe)) {
        log.write("drained");
      }

      assertThat(reading.get()).isEqualTo("drained");
    }

    @Test
    void isWrittenThoughNoDescriptorIsLeftOnceItIsOpen() throws IOException {
      log.open();
      Path moved = Files.move(file, directory.resolve("moved")); // it cannot be opened any more
      log.write("drained");

      assertThat(moved).hasContent("drained");
    }

    @Test
    void isWrittenThoughTheThreadIsInterrupted() throws IOException {
      log.open();
      Thread.currentThread().interrupt();
      log.write("draining");
      log.write("drained");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(file).hasContent("drained");
    }

    @Test
    void isFoundThoughItWasMissingAtFirst() throws IOException {
      Files.delete(file);
      assertThatIOException().isThrownBy(log::open);
      Files.createFile(file);
      log.write("drained");

      assertThat(file).hasContent("drained");
    }

    @Test
    void isNotCreated() throws IOException {
      Files.delete(file);

      assertThat(log.missing()).isTrue();
      assertThatIOException()
          .isThrownBy(() -> log.write("drained"))
          .isInstanceOf(NoSuchFileException.class);
      assertThat(file).doesNotExist();
    }

    @Test
    void mayBeADirectoryByMistake() {
      TerminationLog mistaken = new TerminationLog(directory);

      assertThat(mistaken.missing()).isFalse();
      assertThatIOException().isThrownBy(() -> mistaken.write("drained"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void mayBeOnAFullDisk() {
      assertThatIOException()
          .isThrownBy(() -> new TerminationLog(Path.of("/dev/full")).write("drained"))
          .withMessageContaining("No space left");
    }
  }

  @Nested
  class TheMessage {
    @Test
    void isKeptWholeUpTo1024Bytes() throws IOException {
      assertThat(written("a".repeat(1024))).isEqualTo("a".repeat(1024));
    }

    @Test
    void isCutAt1024Bytes() throws IOException {
      assertThat(written("a".repeat(1025))).isEqualTo("a".repeat(1024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "\uD83E\uDD86"})
    void isNotCutWithinACharacter(String character) throws IOException {
      int size = character.getBytes(UTF_8).length;
      for (int part = 1; part < size; part++) {
        String whole = "a".repeat(1024 - part);

        assertThat(written(whole + character)).isEqualTo(whole);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "\uD83E\uDD86"})
    void keepsACharacterThatEndsAtTheLimit(String character) throws IOException {
      String fits = "a".repeat(1024 - character.getBytes(UTF_8).length) + character;

      assertThat(written(fits + character)).isEqualTo(fits);
    }

    private String written(String message) throws IOException {
      log.write(message);
      return Files.readString(file); // throws on half a character
    }
  }
}
