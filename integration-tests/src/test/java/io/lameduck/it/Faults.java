package io.lameduck.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What goes wrong in a running service when it is asked to. */
public final class Faults {
  private Faults() {}

  public static void addTo(HttpServer server) {
    server.createContext("/hang", exchange -> hang("request"));
    server.createContext("/exit", Faults::exit);
    server.createContext("/deadlock", Faults::deadlock);
    server.createContext("/log/block", exchange -> breakLog(exchange, Faults::blockedWrite));
    server.createContext("/log/throw", exchange -> breakLog(exchange, Faults::failedWrite));
    server.createContext("/log/exit", exchange -> breakLog(exchange, () -> System.exit(7)));
  }

  /** Never returns, and no interrupt helps. */
  public static void hang(String what) {
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

  /** Two threads, neither of which the service needs for what it still does. */
  private static void deadlock(HttpExchange exchange) throws IOException {
    Lock one = new ReentrantLock();
    Lock other = new ReentrantLock();
    CyclicBarrier eachHasOne = new CyclicBarrier(2);
    new Thread(() -> lockBoth(one, other, eachHasOne), "lion").start();
    new Thread(() -> lockBoth(other, one, eachHasOne), "unicorn").start();
    Routes.ok(exchange);
  }

  private static void lockBoth(Lock mine, Lock yours, CyclicBarrier eachHasOne) {
    mine.lock();
    try {
      eachHasOne.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    yours.lock();
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
