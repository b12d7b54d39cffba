package io.lameduck.benchmarks.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Asks a probe as the kubelet does, each time on a new connection and with its timeout of a second,
 * one probe after the other.
 */
final class Probing {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress address;
  private final byte[] request;
  private final Histogram nanos = new Histogram(3);
  private long failed;

  Probing(int port, String path) {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
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
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(address, TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(GOOD.length);
      if (!Arrays.equals(head, GOOD)) {
        throw new IOException("answered " + new String(head, StandardCharsets.US_ASCII));
      }
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
