package io.lameduck.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lameduck.Mute;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class LogWriterTest {
  private static final String THREAD = "lameduck-log";

  private final Queue<SubstituteLoggingEvent> written = new LinkedBlockingQueue<>();
  private final Logger log = new SubstituteLogger("test", written, false);

  @Nested
  class WhatIsSaid {
    private final LogWriter logWriter = new LogWriter(log, Runnable::run);

    @Test
    void isWrittenAtItsLevelInTheOrderInWhichItWasSaid() {
      logWriter.info("draining");
      logWriter.warn("still draining");

      assertThat(written)
          .extracting(SubstituteLoggingEvent::getLevel, SubstituteLoggingEvent::getMessage)
          .containsExactly(tuple(Level.INFO, "draining"), tuple(Level.WARN, "still draining"));
    }

    @Test
    void carriesItsCause() {
      Error cause = new AssertionError("planned");
      logWriter.warn("failed", cause);

      assertThat(written).extracting(SubstituteLoggingEvent::getThrowable).containsExactly(cause);
    }

    @Test
    void isNotLostForACauseWhoseTextThrowsOrIsNull() {
      logWriter.warn("resource failed", new Unspeakable());
      logWriter.warn("check failed", new Mute());
      logWriter.warn("start failed", new IllegalStateException("planned", new Unspeakable()));

      assertThat(written)
          .extracting(event -> event.getThrowable().getMessage())
          .containsExactly(
              Unspeakable.class.getName(),
              Mute.class.getName(),
              "java.lang.IllegalStateException: planned");
      assertThat(written)
          .last()
          .extracting(event -> event.getThrowable().getCause().getMessage())
          .isEqualTo(Unspeakable.class.getName());
      assertThat(logWriter.lost()).isZero();
    }

    @Test
    void isFollowedByNothingIfNothingIsLost() {
      logWriter.info("drained");
      logWriter.flush(0);

      assertThat(written).hasSize(1);
    }
  }

  @Nested
  class AnAppenderThatThrows {
    @Test
    void losesNoMoreThanTheLine() {
      assertThat(lost(new IllegalStateException("planned"))).isEqualTo(3);
      assertThat(lost(new AssertionError("planned"))).isEqualTo(3);
    }

    private long lost(Throwable failure) {
      List<Runnable> writing = new ArrayList<>();
      LogWriter logWriter = new LogWriter(logger(() -> fail(failure)), writing::add);
      logWriter.info("one");
      logWriter.warn("two");
      logWriter.warn("three", new AssertionError("planned"));
      writing.forEach(Runnable::run);
      return logWriter.lost();
    }

    private static void fail(Throwable failure) throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Nested
  class AWriterThatTakesNothing {
    @Test
    void losesTheLine() {
      LogWriter logWriter =
          new LogWriter(
              log,
              task -> {
                throw new AssertionError("planned");
              });
      logWriter.info("one");

      assertThat(logWriter.lost()).isEqualTo(1);
    }
  }

  @Nested
  class AnAppenderThatBlocks {
    private static final int AT_IT_AND_WAITING = 1 + 1000;

    private final CountDownLatch unblocked = new CountDownLatch(1);
    private final LogWriter logWriter = LogWriter.create(blockedAtFirst());

    @Test
    void holdsUpNobody() {
      sayTooMuch();
      logWriter.flush(1);

      assertThat(written).isEmpty();
      unblocked.countDown();
    }

    @Test
    void losesOnlyTheLinesThatFindNoRoom() {
      sayTooMuch();
      assertThat(logWriter.lost()).isEqualTo(9);
      unblocked.countDown();

      await().until(() -> written.size() == AT_IT_AND_WAITING);
    }

    @Test
    void isToldOfTheLossOnceItIsWellAgain() {
      sayTooMuch();
      unblocked.countDown();
      await().until(() -> written.size() == AT_IT_AND_WAITING);
      written.clear();
      logWriter.flush(10_000);

      assertThat(written)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getMessage())
                    .isEqualTo("{} lines before this one could not be written");
                assertThat(line.getArgumentArray()).containsExactly(9L);
              });
    }

    private void sayTooMuch() {
      for (int i = 0; i < AT_IT_AND_WAITING + 9; i++) {
        logWriter.info("line " + i);
      }
    }

    private Logger blockedAtFirst() {
      return logger(unblocked::await);
    }
  }

  @Nested
  class Flushing {
    private final CountDownLatch unblocked = new CountDownLatch(1);
    private final LogWriter logWriter = LogWriter.create(logger(unblocked::await));

    @Test
    void waitsUntilEverythingIsWritten() throws InterruptedException {
      Thread flushing = new Thread(() -> logWriter.flush(10_000));
      assertWaitsForTheLine(flushing);
    }

    @Test
    void isNotHurriedByAnInterruptFromBefore() throws InterruptedException {
      boolean[] interrupted = new boolean[1];
      Thread flushing =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                logWriter.flush(10_000);
                interrupted[0] = Thread.interrupted();
              });
      assertWaitsForTheLine(flushing);
      assertThat(interrupted[0]).as("the interrupt is still there").isTrue();
    }

    @Test
    void endsWithAnInterruptThatItKeeps() throws InterruptedException {
      boolean[] interrupted = new boolean[1];
      Thread flushing =
          new Thread(
              () -> {
                logWriter.flush(10_000);
                interrupted[0] = Thread.interrupted();
              });
      logWriter.info("last words");
      flushing.start();
      awaitWaiting(flushing);
      flushing.interrupt();
      flushing.join(5_000);

      assertThat(interrupted[0]).isTrue();
      assertThat(written).isEmpty();
      unblocked.countDown();
    }

    private void assertWaitsForTheLine(Thread flushing) throws InterruptedException {
      logWriter.info("last words");
      flushing.start();
      awaitWaiting(flushing);
      unblocked.countDown();
      flushing.join(5_000);

      assertThat(flushing.isAlive()).isFalse();
      assertThat(written).hasSize(1);
    }

    private static void awaitWaiting(Thread thread) {
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
  }

  @Test
  void hasADaemonThreadOnlyWhileThereIsSomethingToWrite() {
    CountDownLatch unblocked = new CountDownLatch(1);
    await().until(() -> threads() == 0);
    LogWriter.create(logger(unblocked::await)).info("draining");
    await().until(() -> threads() == 1);
    unblocked.countDown();

    await().until(() -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isDaemon() && thread.getName().equals(THREAD))
        .count();
  }

  private interface Hindrance {
    void stand() throws Exception;
  }

  /** The log, with something in the way. */
  private Logger logger(Hindrance hindrance) {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              hindrance.stand();
              return method.invoke(log, arguments);
            });
  }
}
