package io.lameduck.rehearsal.propagation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connects along one path again and again, and notes who answers. */
final class Asker implements Runnable {
  private static final int PATIENCE_MILLIS = 2000;
  private static final long PAUSE_MILLIS = 20;
  private static final String HEAD_END = "\r\n\r\n";

  private final Path path;
  private final PathTally tally;
  private final CountDownLatch stop;

  Asker(Path path, PathTally tally, CountDownLatch stop) {
    this.path = path;
    this.tally = tally;
    this.stop = stop;
  }

  @Override
  public void run() {
    do {
      try {
        tally.seen(ask(path));
      } catch (IOException | IllegalArgumentException e) {
        tally.failed(e.toString());
      }
    } while (!isStoppedInThePause());
  }

  private boolean isStoppedInThePause() {
    try {
      return stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Makes one connection, and returns what the pod at its end says. */
  static Sighting ask(Path path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InetAddress address = InetAddress.getByName(path.host());
      socket.connect(new InetSocketAddress(address, path.port()), PATIENCE_MILLIS);
      String request = "GET / HTTP/1.1\r\nHost: " + path.host() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return Sighting.parse(body(new String(socket.getInputStream().readAllBytes(), US_ASCII)));
    }
  }

  private static String body(String answer) throws IOException {
    int end = answer.indexOf(HEAD_END);
    if (end < 0) {
      throw new IOException("the connection ended before an answer");
    }
    return answer.substring(end + HEAD_END.length());
  }
}
