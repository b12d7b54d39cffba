package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** As small as a correct HTTP/1.1 server can be: a thread for each connection, no end to it. */
final class GoodServer implements AutoCloseable {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(US_ASCII);
  private static final byte[] CHUNKS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
          .getBytes(US_ASCII);
  private static final byte[] EVENT_STREAM =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] EVENT = "9\r\ndata: a\n\n\r\n".getBytes(US_ASCII);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private GoodServer() throws IOException {
    this.listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
  }

  static GoodServer start() throws IOException {
    GoodServer server = new GoodServer();
    start(server::accept);
    return server;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "good-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open. */
  int open() {
    return sockets.size();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The listener was closed: that is how it ends.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        socket.getOutputStream().write(answer(head, in));
        if (head.startsWith("GET /events ")) {
          sendEvents(socket);
        }
      }
    } catch (IOException e) {
      // The client went away in the middle.
    } finally {
      sockets.remove(socket);
    }
  }

  /** Until the client has enough, which a write shows. */
  private void sendEvents(Socket socket) throws IOException {
    try {
      while (!closed.await(100, TimeUnit.MILLISECONDS)) {
        socket.getOutputStream().write(EVENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] answer(String head, InputStream in) throws IOException {
    int length = head.indexOf("Content-Length: ");
    if (length >= 0) {
      int end = head.indexOf('\r', length);
      in.skipNBytes(Long.parseLong(head.substring(length + "Content-Length: ".length(), end)));
    }
    if (head.startsWith("GET /events ")) {
      return EVENT_STREAM;
    }
    return head.startsWith("GET /chunks ") ? CHUNKS : OK;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!endsWithEmptyLine(head)) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static boolean endsWithEmptyLine(StringBuilder head) {
    int length = head.length();
    return length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n';
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
