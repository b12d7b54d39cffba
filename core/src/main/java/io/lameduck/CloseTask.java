package io.lameduck;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closing one resource: runs on one thread, is watched from another. */
final class CloseTask implements Runnable {
  private final Resource resource;
  private final Time time;
  private final Bell bell;
  private final long start;
  private @Nullable Thread thread;
  private @Nullable CloseReport report;

  CloseTask(Resource resource, Time time, Bell bell) {
    this.resource = resource;
    this.time = time;
    this.bell = bell;
    this.start = time.nanos();
  }

  String name() {
    return resource.name();
  }

  @Override
  public void run() {
    begin();
    Optional<String> failure = close();
    end(failure);
    bell.ring();
  }

  synchronized boolean done() {
    return report != null;
  }

  /** Stops waiting for it; a thread that listens to interrupts gets one. */
  synchronized void abandon() {
    if (report == null) {
      report = new CloseReport(name(), elapsed(), Optional.of(CloseReport.ABANDONED));
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  synchronized CloseReport report() {
    abandon();
    return Objects.requireNonNull(report);
  }

  private synchronized void begin() {
    thread = Thread.currentThread();
  }

  private Optional<String> close() {
    try {
      resource.closeable().close();
      return Optional.empty();
    } catch (Exception | Error e) {
      return Optional.of(e.toString());
    }
  }

  private synchronized void end(Optional<String> failure) {
    thread = null;
    if (report == null) {
      report = new CloseReport(name(), elapsed(), failure);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(time.nanos() - start);
  }
}
