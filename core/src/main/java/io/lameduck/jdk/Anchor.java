package io.lameduck.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.internal.adapter.OwnAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of our own to the server, over loopback, that is never answered: as long as it is in
 * flight the server does not take itself for idle. Its handler returns at once, so it holds no
 * thread of the server. It is known by the port it comes from, so nobody else can place one.
 */
final class Anchor implements HttpHandler, Runnable {
  private static final Logger log = LoggerFactory.getLogger(JdkServer.class);
  private static final int TIMEOUT_MILLIS = 2_000;

  private final HttpServer server;
  private final boolean secure;
  private final String path = "/lameduck-anchor-" + Long.toHexString(System.nanoTime());
  private final Socket socket = new Socket();
  private final CountDownLatch settled = new CountDownLatch(1);

  Anchor(HttpServer server, boolean secure) {
    this.server = server;
    this.secure = secure;
  }

  /** Where the server takes it. */
  String path() {
    return path;
  }

  /** Sends the request; returns when the server closes the connection, or does not take it. */
  @Override
  public void run() {
    try (socket) {
      server.createContext(path, this);
      socket.connect(OwnAddress.of(server.getAddress()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      hold(secure ? LoopbackTls.over(socket) : socket);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      settleAsFailed();
      log.debug("the anchor does not hold", e);
    } finally {
      settleAsFailed();
    }
  }

  /** Our own exchange stays open: it is neither answered nor closed. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (isOurs(exchange.getRemoteAddress())) {
      settle();
    } else {
      try (exchange) {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private boolean isOurs(InetSocketAddress client) {
    return client.getPort() == socket.getLocalPort()
        && client.getAddress().equals(socket.getLocalAddress());
  }

  /**
   * Waits until the request is in flight, or will not be: with all threads of the server busy that
   * may take long.
   */
  void awaitSettled() {
    try {
      settled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the request: nobody waits for the anchor, and its thread ends. The server alone may not do
   * that: while its dispatcher is stuck it closes no connection.
   */
  void release() {
    settle();
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("the anchor's socket did not close", e);
    }
  }

  private void settle() {
    settled.countDown();
  }

  /** Logs only after those who wait are released: the log may block. */
  private void settleAsFailed() {
    boolean failed = settled.getCount() > 0;
    settle();
    if (failed) {
      log.info("{}: idle connections may be closed without a last chance", server.getAddress());
    }
  }

  private void hold(Socket socket) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: lameduck\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    socket.setSoTimeout(0);
    if (socket.getInputStream().read() >= 0) {
      log.debug("the anchor was answered");
    }
  }
}
