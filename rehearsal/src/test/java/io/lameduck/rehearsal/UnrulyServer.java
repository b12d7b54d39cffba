package io.lameduck.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * A service of a page that serves well until SIGTERM, and then in the manner of its argument. With
 * a second one, so many of its first requests are slow. Each connection has a thread.
 */
public final class UnrulyServer {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";

  private static final long SLOWNESS_MILLIS = 500;

  private final Manner manner;
  private final AtomicInteger slowRequests;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean terminating;

  private UnrulyServer(Manner manner, int slowRequests, int port) throws IOException {
    this.manner = manner;
    this.slowRequests = new AtomicInteger(slowRequests);
    this.listener = new ServerSocket(port, 1000);
  }

  public static void main(String[] arguments) throws Exception {
    Manner manner = Manner.valueOf(arguments[0]);
    int port = Integer.parseInt(System.getenv("PORT"));
    int slowRequests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    UnrulyServer server = new UnrulyServer(manner, slowRequests, port);
    Signal.handle(new Signal("TERM"), signal -> server.terminate());
    System.out.println("serving");
    server.accept();
    new CountDownLatch(1).await();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        new Thread(() -> serve(socket)).start();
      }
    } catch (IOException e) {
      System.out.println("no longer accepting: " + e.getMessage());
    }
  }

  private void terminate() {
    System.out.println("SIGTERM");
    terminating = true;
    try {
      manner.atSigterm(this);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void exit() {
    Runtime.getRuntime().halt(0);
  }

  void exitAfter(long millis) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    assert !never;
    exit();
  }

  void closeListener() throws IOException {
    listener.close();
  }

  void closeConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = readHead(in);
      while (!head.isEmpty() && answer(socket, head)) {
        head = readHead(in);
      }
    } catch (IOException e) {
      // The client is gone, or the manner was to close.
    } finally {
      open.remove(socket);
    }
  }

  /** Whether the connection may carry another request. */
  private boolean answer(Socket socket, String head) throws IOException {
    if (head.startsWith("GET /missing ")) {
      write(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      return true;
    }
    if (head.startsWith("GET /endless ")) {
      writeForEver(socket);
    }
    if (head.startsWith("GET / ") && slowRequests.getAndDecrement() > 0) {
      pause();
    }
    if (terminating) {
      manner.answer(socket);
      return false;
    }
    write(socket, OK + "\r\nhello");
    return true;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(SLOWNESS_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  /** Until the client has enough, which a write shows. */
  private static void writeForEver(Socket socket) throws IOException {
    write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (true) {
      write(socket, "5\r\nhello\r\n");
      pause();
    }
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** The head of the next request; empty if there is none. */
  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** What it does from SIGTERM on. */
  enum Manner {
    /** Serves for a while, asks its clients to leave, and exits. */
    GRACEFUL {
      @Override
      void atSigterm(UnrulyServer server) throws InterruptedException {
        server.exitAfter(2500);
      }
    },
    /** Graceful, but takes the next one for impatience. */
    EXITS_AT_THE_SECOND_SIGTERM {
      @Override
      void atSigterm(UnrulyServer server) throws InterruptedException {
        Signal.handle(new Signal("TERM"), signal -> server.exit());
        server.exitAfter(20_000);
      }
    },
    EXITS_AT_ONCE {
      @Override
      void atSigterm(UnrulyServer server) {
        server.exit();
      }
    },
    CLOSES_ITS_LISTENER_FIRST {
      @Override
      void atSigterm(UnrulyServer server) throws IOException, InterruptedException {
        server.closeListener();
        server.exitAfter(2500);
      }
    },
    CLOSES_IDLE_CONNECTIONS_UNANNOUNCED {
      @Override
      void atSigterm(UnrulyServer server) throws IOException, InterruptedException {
        server.closeConnections();
        server.exitAfter(2500);
      }
    },
    ANSWERS_503 {
      @Override
      void answer(Socket socket) throws IOException {
        String head = "HTTP/1.1 503 No\r\nConnection: close\r\n";
        write(socket, head + "Content-Length: 0\r\n\r\n");
      }

      @Override
      void atSigterm(UnrulyServer server) throws InterruptedException {
        server.exitAfter(2500);
      }
    },
    TRUNCATES {
      @Override
      void answer(Socket socket) throws IOException {
        write(socket, OK + "\r\nhel");
      }

      @Override
      void atSigterm(UnrulyServer server) throws InterruptedException {
        server.exitAfter(2500);
      }
    },
    RESETS {
      @Override
      void answer(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
      }

      @Override
      void atSigterm(UnrulyServer server) throws InterruptedException {
        server.exitAfter(2500);
      }
    },
    IGNORES_SIGTERM {
      @Override
      void atSigterm(UnrulyServer server) {}
    };

    abstract void atSigterm(UnrulyServer server) throws IOException, InterruptedException;

    void answer(Socket socket) throws IOException {
      write(socket, OK + "Connection: close\r\n\r\nhello");
    }
  }
}
