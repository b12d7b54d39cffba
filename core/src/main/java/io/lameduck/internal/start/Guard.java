package io.lameduck.internal.start;

import io.lameduck.Lameduck;
import io.lameduck.Trigger;
import io.lameduck.internal.config.SettingSources;
import io.lameduck.internal.process.Signals;
import io.lameduck.internal.shutdown.StartCancelledException;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Time;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a {@code main}: leaves a message when it fails, and when a signal comes before there
 * is a service to shut down.
 */
public final class Guard {
  /** A plain JVM's status after SIGTERM: 128 + 15. */
  static final int INTERRUPTED = 143;

  private static final AtomicReference<@Nullable Signals> listening = new AtomicReference<>();

  private Guard() {}

  public static void run(Lameduck.Start start) throws Exception {
    listen();
    try {
      start.run();
    } catch (StartCancelledException e) {
      throw e; // the shutdown has left its own message
    } catch (Throwable t) {
      words().leaveMessage(t);
      throw t;
    } finally {
      handOver();
    }
  }

  /** Removes the signal handlers of the guard: from here on others handle the signals. */
  static void handOver() {
    Signals signals = listening.getAndSet(null);
    if (signals != null) {
      signals.close();
    }
  }

  private static void listen() {
    Signals signals = new Signals(Guard::end, status -> end(Trigger.SIGINT));
    if (listening.compareAndSet(null, signals)) {
      signals.install();
    }
  }

  /** Called on a thread of the JVM's own, which would end the process there as well. */
  private static void end(Trigger signal) {
    int status = signal == Trigger.SIGINT ? 130 : INTERRUPTED;
    words().leaveMessage(signal.word() + " before the service was started; exit " + status);
    System.exit(status);
  }

  private static StartFailure words() {
    SettingSources sources = new SettingSources(System.getenv(), Startup.properties(), Map.of());
    return new StartFailure(sources, Time.system(), Threads.jvm());
  }
}
