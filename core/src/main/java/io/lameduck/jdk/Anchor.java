package io.lameduck.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of our own to the server, over loopback, that is never answered: as long as it is in
 * flight the server does not take itself for idle. Its handler returns at once, so it holds no
 * thread of the server. The path is random, so nobody else can place one.
 */
final class Anchor implements HttpHandler, Runnable {
  private static final Logger log = LoggerFactory.getLogger(JdkServer.class);
  private static final int TIMEOUT_MILLIS = 2_000;

  private final HttpServer server;
  private final boolean secure;
  private final String path = "/lameduck-" + UUID.randomUUID();
  private final CountDownLatch settled = new CountDownLatch(1);

  Anchor(HttpServer server, boolean secure) {
    this.server = server;
    this.secure = secure;
  }

  /** Sends the request; returns when the server closes the connection, or does not take it. */
  @Override
  public void run() {
    try (Socket socket = new Socket()) {
      server.createContext(path, this);
      socket.connect(address(), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      hold(secure ? LoopbackTls.over(socket) : socket);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.debug("the anchor does not hold", e);
    } finally {
      settleAsFailed();
    }
  }

  /** The exchange stays open: it is neither answered nor closed. */
  @Override
  public void handle(HttpExchange exchange) {
    settle();
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

  /** It is not needed any more, so nobody is to wait for it. */
  void settle() {
    settled.countDown();
  }

  /** Says so only when nobody waits for it any more: the log may block. */
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

  private InetSocketAddress address() {
    InetSocketAddress bound = server.getAddress();
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }
}
