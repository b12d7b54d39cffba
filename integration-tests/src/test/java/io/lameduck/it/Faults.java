package io.lameduck.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What goes wrong in a running service when it is asked to. */
final class Faults {
  private Faults() {}

  static void addTo(HttpServer server) {
    server.createContext("/hang", exchange -> hang("request"));
    server.createContext("/exit", Faults::exit);
    server.createContext("/log/block", exchange -> breakLog(exchange, Faults::blockedWrite));
    server.createContext("/log/throw", exchange -> breakLog(exchange, Faults::failedWrite));
  }

  /** Never returns, and no interrupt helps. */
  static void hang(String what) {
    System.out.println(what + " hangs");
    CountDownLatch never = new CountDownLatch(1);
    while (never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException ignored) {
        System.out.println(what + " was interrupted, and hangs on");
      }
    }
  }

  private static void exit(HttpExchange exchange) throws IOException {
    new Thread(() -> System.exit(7), "exit").start();
    Routes.ok(exchange);
  }

  /** The logger of these tests writes to {@code System.err}, whatever that is at the moment. */
  private static void breakLog(HttpExchange exchange, Runnable write) throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) {
            write.run();
          }
        };
    System.setErr(new PrintStream(broken, true, StandardCharsets.UTF_8));
    Routes.ok(exchange);
  }

  private static void blockedWrite() {
    hang("log");
  }

  private static void failedWrite() {
    System.out.println("log throws");
    throw new IllegalStateException("the appender is broken");
  }
}
