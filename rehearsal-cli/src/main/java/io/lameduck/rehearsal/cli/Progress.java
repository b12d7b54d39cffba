package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.model.PodEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells what goes on: on a terminal one line that is always up to date, below what has happened;
 * elsewhere a line a second.
 */
final class Progress implements RehearsalListener, AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(1);

  private final PrintStream out;
  private final boolean terminal;
  private final boolean logs;
  private final long begun = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Progress::thread);
  private String step = "starting";
  private LongSupplier requests = () -> 0;
  private LongSupplier failed = () -> 0;
  private String shown = "";

  Progress(PrintStream out, boolean terminal, boolean logs) {
    this.out = out;
    this.terminal = terminal;
    this.logs = logs;
  }

  private static Thread thread(Runnable ticks) {
    Thread thread = new Thread(ticks, "progress");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void step(String what) {
    step = what;
    print(what);
  }

  @Override
  public synchronized void loadStarted(LongSupplier made, LongSupplier failedOfThem) {
    requests = made;
    failed = failedOfThem;
    step = "warming up";
    long period = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
    var unused = clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
  }

  private synchronized void tick() {
    if (terminal) {
      show(line());
    } else {
      out.println(line());
    }
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "%s  %s  %,d requests, %,d failed",
        at(),
        step,
        requests.getAsLong(),
        failed.getAsLong());
  }

  private String at() {
    return String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - begun) / 1e9);
  }

  @Override
  public synchronized void line(String pod, String line) {
    if (logs) {
      print(pod + " | " + line);
    }
  }

  @Override
  public synchronized void happened(String pod, PodEvent event) {
    String kind = event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    print(pod + " " + kind + (event.detail().isEmpty() ? "" : ": " + event.detail()));
  }

  /** A line that stays, above the one that changes. */
  private void print(String text) {
    String line = at() + "  " + text;
    if (terminal) {
      out.print(CLEAR + line + "\n" + shown);
      out.flush();
    } else {
      out.println(line);
    }
  }

  private void show(String line) {
    shown = line;
    out.print(CLEAR + line);
    out.flush();
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    if (terminal) {
      show("");
    }
  }
}
