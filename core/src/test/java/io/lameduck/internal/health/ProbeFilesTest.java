package io.lameduck.internal.health;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.process.RecordedLog;
import io.lameduck.probe.ProbeDetails;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeFilesTest {
  private static final Duration A_MOMENT = ofNanos(1);
  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  private final ManualLoop manual = new ManualLoop();
  private final RecordedLog log = manual.log();
  private final FakeService service = new FakeService();
  private final Path directory;
  private final Path file;

  ProbeFilesTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("file");
  }

  @Test
  void takeNoThreadWithoutPaths() {
    files(null, null).start();
    assertThat(manual.threads()).isZero();
  }

  @Nested
  class TheReadinessFile {
    @Test
    void existsWhileTheServiceIsReady() {
      files(file, null).start();
      assertThat(file).exists();
    }

    @Test
    void isGoneAfterTheStartIfLeftOverFromAnEarlierProcess() throws IOException {
      Files.createFile(file);
      service.setStarted(false);
      files(file, null).start();
      assertThat(file).doesNotExist();
    }

    @Test
    void followsTheServiceWhenTheLoopIsWoken() {
      files(file, null).start();
      manual.at(ofMillis(100), () -> set(false));
      manual.at(ofMillis(100).plus(A_MOMENT), () -> assertThat(file).doesNotExist());
      manual.at(ofMillis(200), () -> set(true));
      manual.at(ofMillis(200).plus(A_MOMENT), () -> assertThat(file).exists());
      manual.runUntil(ofSeconds(1));
    }

    @Test
    void followsTheServiceWithinFiveSecondsWhenNobodyTells() {
      files(file, null).start();
      manual.at(ofSeconds(1), () -> service.setAccepting(false));
      manual.at(ofSeconds(5).plus(A_MOMENT), () -> assertThat(file).doesNotExist());
      manual.runUntil(ofSeconds(6));
    }

    @Test
    void isGoneWhenTheLoopEnds() {
      files(file, null).start();
      manual.at(ofSeconds(1), () -> assertThat(file).exists());
      manual.runUntil(ofSeconds(1));
      assertThat(file).doesNotExist();
    }

    @Test
    void isTriedAgainUntilItCanBeWritten() {
      Path later = directory.resolve("later");
      start(new ReadyFile(probeFile(later.resolve("file")), service::accepting));
      manual.at(ofSeconds(12), () -> createDirectory(later));
      manual.at(ofSeconds(15), () -> assertThat(later.resolve("file")).doesNotExist());
      manual.at(ofSeconds(15).plus(A_MOMENT), () -> assertThat(later.resolve("file")).exists());
      manual.runUntil(ofSeconds(16));
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0))
          .startsWith(
              "WARN cannot keep the test file " + later.resolve("file") + ": java.nio.file");
      assertThat(log.lines().get(1)).startsWith("INFO can keep the test file").endsWith("again");
    }

    @Test
    void isDeletedLaterIfItCannotBeAtFirst() throws IOException {
      Files.writeString(file, "theirs");
      service.setAccepting(false);
      start(new ReadyFile(probeFile(file), service::accepting));
      manual.at(ofSeconds(1), () -> empty(file));
      manual.runUntil(ofSeconds(6));
      assertThat(file).doesNotExist();
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Nested
  class TheLivenessFile {
    @Test
    void isTouchedAtTheStart() throws IOException {
      Files.createFile(file);
      makeOld();
      files(null, file).start();
      assertThat(isOld()).isFalse();
    }

    @Test
    void isTouchedEveryFiveSeconds() {
      files(null, file).start();
      manual.at(ofSeconds(4), ProbeFilesTest.this::makeOld);
      manual.at(ofSeconds(5), () -> assertThat(isOld()).isTrue());
      manual.at(ofSeconds(5).plus(A_MOMENT), () -> assertThat(isOld()).isFalse());
      manual.at(ofSeconds(6), ProbeFilesTest.this::makeOld);
      manual.at(ofSeconds(10), () -> assertThat(isOld()).isTrue());
      manual.at(ofSeconds(10).plus(A_MOMENT), () -> assertThat(isOld()).isFalse());
      manual.runUntil(ofSeconds(11));
    }

    @Test
    void isNotTouchedWhileALivenessCheckIsDown() {
      boolean[] alive = {false};
      start(new AliveFile(probeFile(file), () -> alive[0], 0));
      manual.at(ofSeconds(11), () -> assertThat(file).doesNotExist());
      manual.at(ofSeconds(11), () -> alive[0] = true);
      manual.at(ofSeconds(15).plus(A_MOMENT), () -> assertThat(file).exists());
      manual.runUntil(ofSeconds(16));
    }

    @Test
    void isTouchedUntilTheEnd() {
      service.setAccepting(false);
      files(null, file).start();
      manual.runUntil(ofSeconds(1));
      assertThat(file).exists();
    }

    @Test
    void isLoggedOnceWhenItCannotBeTouched() {
      start(new AliveFile(probeFile(directory), () -> true, 0));
      manual.runUntil(ofSeconds(60));
      assertThat(log.lines()).singleElement().asString().startsWith("WARN cannot keep the test");
    }
  }

  private ProbeFiles files(@Nullable Path ready, @Nullable Path alive) {
    HealthChecks none = HealthChecks.builder().build(manual.loop());
    Probes probes = new ServiceProbes(service, none, ProbePaths.defaults(), ProbeDetails.NONE);
    return new ProbeFiles(manual.loop(), probes, ready, alive);
  }

  private ProbeFile probeFile(Path path) {
    return new ProbeFile("test", path, log.logWriter());
  }

  private void start(Tickable file) {
    manual.loop().add(file);
  }

  private void set(boolean accepting) {
    service.setAccepting(accepting);
    manual.loop().wake();
  }

  private void makeOld() {
    try {
      Files.setLastModifiedTime(file, LONG_AGO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOld() {
    try {
      return Files.getLastModifiedTime(file).equals(LONG_AGO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createDirectory(Path path) {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path path) {
    try {
      Files.writeString(path, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
