package io.lameduck.benchmarks.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.HdrHistogram.Histogram;

/**
 * Asks a probe as the kubelet does, each time on a new connection and with its timeout of a second,
 * one probe after the other.
 */
final class Probing {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final OkHttpClient CLIENT =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .retryOnConnectionFailure(false)
          .callTimeout(TIMEOUT)
          .build();

  private final Request request;
  private final Histogram nanos = new Histogram(3);
  private long failed;

  Probing(int port, String path) {
    this.request =
        new Request.Builder()
            .url("http://127.0.0.1:" + port + path)
            .header("Connection", "close")
            .build();
  }

  /** Goes on for so long, and until the last answer. */
  Probing run(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
      try {
        probe();
        nanos.recordValue(System.nanoTime() - begin);
      } catch (IOException e) {
        failed++;
      }
    }
    return this;
  }

  long failed() {
    return failed;
  }

  Histogram nanos() {
    return nanos;
  }

  private void probe() throws IOException {
    try (Response response = CLIENT.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("status " + response.code());
      }
      response.body().bytes();
    }
  }
}
