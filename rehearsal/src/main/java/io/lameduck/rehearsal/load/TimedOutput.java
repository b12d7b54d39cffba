package io.lameduck.rehearsal.load;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Limits how long a write may wait for the reader on the other side, which sockets do for reads
 * only. A write that takes longer ends with the connection. One thread.
 */
final class TimedOutput extends FilterOutputStream {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Closeable connection;
  private final Duration limit;
  private volatile boolean expired;

  TimedOutput(OutputStream out, Closeable connection, Duration limit) {
    super(out);
    this.connection = connection;
    this.limit = limit;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "write timeouts");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Whether a write took too long. */
  boolean isExpired() {
    return expired;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Future<?> timeout = TIMER.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw expired ? timeout(e) : e;
    } finally {
      timeout.cancel(false);
    }
  }

  private void expire() {
    expired = true;
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IOException timeout(IOException cause) {
    IOException timeout =
        new SocketTimeoutException("the server has not read for " + limit.toMillis() + " ms");
    timeout.initCause(cause);
    return timeout;
  }
}
