package io.lameduck.internal.process;

import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.PrintableThrowable;
import io.lameduck.internal.thread.DaemonThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Writes the log lines of the shutdown and of the checks, each as one line, whatever foreign text
 * is in it. They are written by a thread of their own, because an appender may block or throw and
 * the drain must go on all the same: lines that find no room are dropped and counted, and the last
 * line tells how many.
 */
public final class LogWriter {
  private static final int MAX_WAITING = 1000;

  private final Logger log;
  private final Executor writer;
  private final AtomicLong lost = new AtomicLong();

  public LogWriter(Logger log, Executor writer) {
    this.log = log;
    this.writer = writer;
  }

  /** A writer with a thread that exists only while there is something to write. */
  public static LogWriter create(Logger log) {
    ThreadPoolExecutor writer =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> DaemonThread.of("log", task));
    writer.allowCoreThreadTimeOut(true);
    return new LogWriter(log, writer);
  }

  public void info(String line) {
    write(() -> log.info(Printable.whole(line)));
  }

  public void warn(String line) {
    write(() -> log.warn(Printable.whole(line)));
  }

  public void warn(String line, Throwable cause) {
    write(() -> log.warn(Printable.whole(line), PrintableThrowable.of(cause)));
  }

  /** How many lines could not be written. */
  long lost() {
    return lost.get();
  }

  /** Waits until everything said so far is written, but not for a blocked appender. */
  public void flush(long millis) {
    CountDownLatch written = new CountDownLatch(1);
    write(this::tellLosses);
    write(written::countDown);
    boolean interrupted = Thread.interrupted(); // an interrupt is no reason to lose lines
    if (!await(written, millis) || interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it was not interrupted; not whether everything is written. */
  private static boolean await(CountDownLatch written, long millis) {
    try {
      written.await(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void tellLosses() {
    if (lost() > 0) {
      log.warn("{} lines before this one could not be written", lost());
    }
  }

  private void write(Runnable line) {
    try {
      writer.execute(() -> attempt(line));
    } catch (RuntimeException | Error e) {
      lost.incrementAndGet();
    }
  }

  private void attempt(Runnable line) {
    try {
      line.run();
    } catch (Throwable e) { // sneaky ones too
      lost.incrementAndGet(); // a broken logger has nowhere to complain
    }
  }
}
