package io.lameduck;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lameduck.internal.time.Time;
import io.lameduck.spi.RequestDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GET over loopback, on a connection of its own that ends with the response. Not by a client of
 * the JDK: theirs ask the application's cookie handler, authenticator and proxies, have no limit of
 * time for a whole response, and leave connections behind.
 */
record LoopbackGet(String target) implements WarmUp.Request {
  private static final long LIMIT_NANOS = 10_000_000_000L;

  /** How long a read may take until it is seen whether the thread is interrupted. */
  private static final int LOOK_MILLIS = 50;

  private static final int CONNECT_MILLIS = 1000;
  private static final int BUFFER = 8192;
  private static final int NOTHING_YET = -2;
  private static final String SHORTEST_HEAD = "HTTP/1.1 200";
  private static final Pattern HEAD = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  LoopbackGet {
    Objects.requireNonNull(target, "path");
    if (!isTarget(target)) {
      throw new IllegalArgumentException(
          "path: \"" + target + "\" (expected: begins with a slash, as in /a or /b?c=1)");
    }
  }

  /** Whether it is a path, with a query or not, as a request line has it. */
  static boolean isTarget(String text) {
    try {
      URI uri = new URI(text);
      boolean ascii = text.chars().allMatch(letter -> letter < 128);
      return text.startsWith("/")
          && ascii
          && uri.getAuthority() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public void send(int port) throws IOException, InterruptedException {
    long until = Time.system().nanos() + LIMIT_NANOS;
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LOOK_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.getOutputStream().write(request(port));
      requireSuccess(readToTheEnd(socket.getInputStream(), until));
    }
  }

  private byte[] request(int port) {
    return ("GET "
            + target
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nUser-Agent: lameduck-warm-up/1\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        .getBytes(US_ASCII);
  }

  /** Returns the first bytes of the response. */
  private String readToTheEnd(InputStream in, long until) throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    StringBuilder head = new StringBuilder();
    for (int count = read(in, buffer, until); count >= 0; count = read(in, buffer, until)) {
      int missing = SHORTEST_HEAD.length() - head.length();
      head.append(new String(buffer, 0, Math.min(missing, count), US_ASCII));
    }
    return head.toString();
  }

  private int read(InputStream in, byte[] buffer, long until)
      throws IOException, InterruptedException {
    int count = NOTHING_YET;
    while (count == NOTHING_YET) {
      requireTime(until);
      count = read(in, buffer);
    }
    return count;
  }

  private void requireTime(long until) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (Time.system().nanos() > until) {
      throw new SocketTimeoutException(description() + " was not answered within 10 s");
    }
  }

  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      return NOTHING_YET;
    }
  }

  /** A redirect warms nothing but what sends it. */
  private void requireSuccess(String head) throws IOException {
    Matcher status = HEAD.matcher(head);
    if (!status.matches()) {
      throw new IOException(description() + " was not answered in HTTP/1.1");
    }
    if (!status.group(1).startsWith("2")) {
      throw new IOException(
          description() + " was answered " + status.group(1) + " (expected: 200 to 299)");
    }
  }

  /** Without the query, which may hold secrets. */
  private String description() {
    return new RequestDescription("GET", target).get();
  }
}
