package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.time.ManualTime;
import io.lameduck.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
  private static final Starter AT_ONCE = (name, task) -> task.run();
  private static final Starter NEVER = (name, task) -> {};

  @TempDir private Path directory;
  private final ManualTime time = new ManualTime();
  private Path file;

  @BeforeEach
  void createTheFile() throws IOException {
    file = Files.createFile(directory.resolve("termination-log"));
  }

  @Test
  void tellsWhoseItIs() {
    assertThat(leave(file, AT_ONCE)).isEmpty();
    assertThat(file).hasContent("lameduck: drained");
  }

  @Test
  void takesNoTimeButItsOwn() {
    leave(file, AT_ONCE);

    assertThat(time.elapsed()).isZero();
  }

  @Test
  void isWaitedForWhileItIsWritten() {
    Starter slow = (name, task) -> time.at(Duration.ofMillis(499), task);

    assertThat(leave(file, slow)).isEmpty();
    assertThat(file).hasContent("lameduck: drained");
    assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(499));
  }

  @Nested
  class WordsForNow {
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private TerminationMessage message;

    @BeforeEach
    void holdItsThreadsBack() {
      message = message(file, (name, task) -> threads.add(task), time);
    }

    @Test
    void areNotWaitedFor() {
      message.leaveForNow("draining");

      assertThat(time.elapsed()).isZero();
      threads.remove().run();
      assertThat(file).hasContent("lameduck: draining");
    }

    @Test
    void areReplacedByNewerOnes() {
      message.leaveForNow("lame duck");
      message.leaveForNow("draining");

      threads.forEach(Runnable::run);
      assertThat(file).hasContent("lameduck: draining");
    }

    @Test
    void areNotWrittenByAThreadThatComesTooLate() {
      message.leaveForNow("draining");
      message.leave("drained");

      threads.removeLast().run();
      threads.removeLast().run();
      assertThat(file).hasContent("lameduck: drained");
    }

    @Test
    void doNotTakeThePlaceOfLastWords() {
      message.leave("drained");
      message.leaveForNow("draining");

      threads.forEach(Runnable::run);
      assertThat(file).hasContent("lameduck: drained");
    }
  }

  @Nested
  class Trouble {
    @Test
    void isToldWhenTheFileIsMissing() {
      Path missing = directory.resolve("missing");

      assertThat(leave(missing, AT_ONCE))
          .startsWith("no termination message: ")
          .contains("NoSuchFileException", missing.toString());
    }

    @Test
    void isToldWhenTheFileIsADirectory() {
      assertThat(leave(directory, AT_ONCE)).startsWith("no termination message: ");
    }

    @Test
    void ofADiskThatHangsCostsHalfASecond() {
      assertThat(leave(file, NEVER)).isEqualTo("writing to " + file + " did not end");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
    }
  }

  @Nested
  class AnInterrupt {
    @Test
    void doesNotKeepItFromBeingWritten() {
      Starter slow = (name, task) -> time.at(Duration.ofMillis(100), task);
      String trouble = message(file, slow, new InterruptedOnce(time)).leave("drained");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(trouble).isEmpty();
      assertThat(file).hasContent("lameduck: drained");
    }

    @Test
    void doesNotMakeItTakeLonger() {
      message(file, NEVER, new InterruptedOnce(time)).leave("drained");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
    }
  }

  private String leave(Path path, Starter starter) {
    return message(path, starter, time).leave("drained");
  }

  private static TerminationMessage message(Path path, Starter starter, Time time) {
    return new TerminationMessage(new TerminationLog(path), time, starter);
  }
}
