package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.process.InterruptedOnce;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import io.lameduck.internal.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
  @TempDir private Path directory;
  private final ManualTime time = new ManualTime();
  private final StagedThreads threads = new StagedThreads();
  private Path file;

  @BeforeEach
  void createTheFile() throws IOException {
    file = Files.createFile(directory.resolve("termination-log"));
  }

  @Test
  void tellsWhoseItIs() {
    assertThat(message(file).leave("drained")).isEmpty();
    assertThat(file).hasContent("lameduck: drained");
  }

  @Test
  void takesNoTimeButItsOwn() {
    message(file).leave("drained");

    assertThat(time.elapsed()).isZero();
  }

  @Test
  void isWaitedForWhileItIsWritten() {
    hang();
    time.at(Duration.ofMillis(499), this::write);

    assertThat(message(file).leave("drained")).isEmpty();
    assertThat(file).hasContent("lameduck: drained");
    assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(499));
  }

  @Test
  void isWrittenThoughItsFileIsClosedBeforeTheThreadCameToIt() {
    hang();
    TerminationMessage message = message(file);
    message.leave("failed to start");
    message.close();

    write();
    assertThat(file).hasContent("lameduck: failed to start");
  }

  @Test
  void needsNoThreadButTheOneItWasMadeWith() {
    TerminationMessage message = message(file);
    threads.available = threads.parked;
    message.leaveForNow(() -> "draining");

    assertThat(message.leave("drained")).isEmpty();
  }

  @Nested
  class WordsForNow {
    @Test
    void areNotWaitedFor() {
      hang();
      message(file).leaveForNow(() -> "draining");

      assertThat(time.elapsed()).isZero();
      write();
      assertThat(file).hasContent("lameduck: draining");
    }

    @Test
    void areReplacedByNewerOnes() {
      hang();
      TerminationMessage message = message(file);
      message.leaveForNow(() -> "lame duck");
      message.leaveForNow(() -> "draining");

      write();
      assertThat(file).hasContent("lameduck: draining");
    }

    @Test
    void areNotWrittenByAThreadThatComesTooLate() {
      hang();
      TerminationMessage message = message(file);
      message.leaveForNow(() -> "draining");
      message.leave("drained");

      write();
      assertThat(file).hasContent("lameduck: drained");
    }

    @Test
    void doNotTakeThePlaceOfLastWords() {
      TerminationMessage message = message(file);
      message.leave("drained");
      message.leaveForNow(() -> "draining");

      assertThat(file).hasContent("lameduck: drained");
    }
  }

  @Test
  void nothingTakesThePlaceOfTheWordsOfAHalt() {
    TerminationMessage message = message(file);
    message.leaveHalted("halted");
    message.leave("drained");

    assertThat(file).hasContent("lameduck: halted");
  }

  @Nested
  class Trouble {
    @Test
    void isToldWhenTheFileIsMissing() {
      Path missing = directory.resolve("missing");

      assertThat(message(missing).leave("drained"))
          .startsWith("no termination message: ")
          .contains("NoSuchFileException", missing.toString());
    }

    @Test
    void atTheStartIsToldByNobody() throws IOException {
      Path missing = directory.resolve("missing");
      TerminationMessage message = message(missing);
      message.open();
      Files.createFile(missing);

      assertThat(message.leave("drained")).isEmpty();
      assertThat(missing).hasContent("lameduck: drained");
    }

    @Test
    void isToldWhenTheFileIsADirectory() {
      assertThat(message(directory).leave("drained")).startsWith("no termination message: ");
    }

    @Test
    void ofADiskThatHangsCostsHalfASecond() {
      hang();

      assertThat(message(file).leave("drained")).isEqualTo("writing to " + file + " did not end");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
    }
  }

  @Nested
  class AnInterrupt {
    @Test
    void doesNotKeepItFromBeingWritten() {
      hang();
      time.at(Duration.ofMillis(100), TerminationMessageTest.this::write);
      String trouble = message(file, new InterruptedOnce(time)).leave("drained");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(trouble).isEmpty();
      assertThat(file).hasContent("lameduck: drained");
    }

    @Test
    void doesNotMakeItTakeLonger() {
      hang();
      message(file, new InterruptedOnce(time)).leave("drained");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
    }
  }

  private void hang() {
    threads.hanging.add("termination-message");
  }

  private void write() {
    threads.release("termination-message");
  }

  private TerminationMessage message(Path path) {
    return message(path, time);
  }

  private TerminationMessage message(Path path, Time time) {
    return new TerminationMessage(new TerminationLog(path), time, threads);
  }
}
