package io.lameduck.rehearsal.propagation;

import java.io.PrintStream;
import java.security.Security;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** A process that asks until SIGTERM, and prints each second what it has seen. */
public final class AskersProcess {
  private AskersProcess() {}

  /**
   * Returns after SIGTERM.
   *
   * @param paths each as {@code name=host:port}
   * @throws IllegalArgumentException if one is something else
   */
  public static void run(List<String> paths, PrintStream out) throws InterruptedException {
    rememberNoNames();
    CountDownLatch sigterm = new CountDownLatch(1);
    Signal.handle(new Signal("TERM"), any -> sigterm.countDown());
    try (Askers askers = Askers.start(paths.stream().map(Path::parse).toList())) {
      while (!sigterm.await(1, TimeUnit.SECONDS)) {
        out.println(ClientsLog.line(askers.seen()));
      }
    }
  }

  /** What the JVM remembers is a setting of the client's, and no property of the cluster. */
  private static void rememberNoNames() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }
}
