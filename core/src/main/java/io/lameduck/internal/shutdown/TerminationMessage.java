package io.lameduck.internal.shutdown;

import io.lameduck.internal.config.Settings;
import io.lameduck.internal.text.ThrowableText;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Writes the termination message. Nobody waits longer for it than {@link Settings#MESSAGE_LIMIT}:
 * the file may be missing, read-only, on a full disk or on one that hangs, and none of it may hold
 * up the start or the end. It is written by a thread that has nothing else to do, and opened as
 * soon as that runs.
 */
public final class TerminationMessage implements AutoCloseable {
  private static final String THREAD = "termination-message";

  /** How much words weigh: they are replaced by those of the same weight or of more. */
  private enum Weight {
    NONE,
    FOR_NOW,
    LAST,
    HALTED
  }

  private final TerminationLog log;
  private final Time time;
  private final Threads.Worker writer;
  private final Runnable writing = this::writeAll;
  private final Bell written = new Bell();
  private String words = ""; // guarded by this, like all below
  private Weight weight = Weight.NONE;
  private long asked;
  private long done;
  private boolean busy;
  private boolean closed;
  private String trouble = "";

  public TerminationMessage(TerminationLog log, Time time, Threads threads) {
    this.log = log;
    this.time = time;
    this.writer = threads.park(THREAD);
  }

  Path path() {
    return log.path();
  }

  boolean missing() {
    return log.missing();
  }

  /** Opens the file ahead of time. Nobody waits for it; a failure shows when there are words. */
  public synchronized void open() {
    write();
  }

  /**
   * Leaves what is to be found if the process is killed before it can say more. Nobody waits for
   * it, and it never takes the place of the last words.
   *
   * @param message asked in the order in which messages are left, so that the newest one is newest
   */
  synchronized void leaveForNow(Supplier<String> message) {
    settle(message.get(), Weight.FOR_NOW);
  }

  /** Leaves the last words; empty, or why that was not possible. */
  public String leave(String message) {
    return await(settle(message, Weight.LAST));
  }

  /** Leaves the words of a halt, which nothing replaces any more. */
  void leaveHalted(String message) {
    await(settle(message, Weight.HALTED));
  }

  /** Ends its thread and closes the file, once all is written. Waits for nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    if (!busy) { // else its task closes the file; another one would replace that task
      writer.run(THREAD, this::closeFile);
    }
    writer.retire();
  }

  /** Takes the message, unless there is one of more weight; returns the number to wait for. */
  private synchronized long settle(String message, Weight weight) {
    if (weight.compareTo(this.weight) >= 0) {
      this.weight = weight;
      words = message;
      asked++;
      write();
    }
    return asked;
  }

  private synchronized void write() {
    if (!busy) {
      busy = true;
      writer.run(THREAD, writing);
    }
  }

  private void writeAll() {
    openFile();
    for (long next = next(); next >= 0; next = next()) {
      finished(next, attempt());
      written.ring();
    }
    if (isClosed()) {
      closeFile();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Which words are to be written now, or -1 if all are. */
  private synchronized long next() {
    busy = done < asked;
    return busy ? asked : -1;
  }

  private synchronized void finished(long number, String trouble) {
    this.done = number;
    this.trouble = trouble;
  }

  private synchronized String words() {
    return words;
  }

  private synchronized boolean done(long number) {
    return done >= number;
  }

  private synchronized String trouble() {
    return trouble;
  }

  /** Writes the newest words: a delayed writer never overwrites a newer message. */
  private String attempt() {
    try {
      log.write("lameduck: " + words());
      return "";
    } catch (OutOfMemoryError e) {
      return "no termination message: no memory is left to write it";
    } catch (IOException | RuntimeException | Error e) {
      return "no termination message: " + ThrowableText.of(e);
    }
  }

  private void openFile() {
    try {
      log.open();
    } catch (IOException | RuntimeException e) {
      return; // it is tried again with the first words, which then say why there are none
    }
  }

  private void closeFile() {
    try {
      log.close();
    } catch (IOException e) {
      return; // everything is written already
    }
  }

  private String await(long number) {
    long until = time.nanos() + Settings.MESSAGE_LIMIT.toNanos();
    boolean interrupted = false;
    while (!done(number) && time.nanos() < until) {
      interrupted |= !pause(until);
    }
    if (interrupted) {
      Thread.currentThread().interrupt(); // kept for later: the process may be halted next
    }
    return done(number) ? trouble() : "writing to " + log.path() + " did not end";
  }

  private boolean pause(long until) {
    try {
      time.await(written, until);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
