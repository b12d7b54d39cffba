package io.lameduck.rehearsal.propagation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** A process that goes on answering for a while after SIGTERM. */
public final class TargetProcess {
  private TargetProcess() {}

  /**
   * Returns so long after SIGTERM. In a pod, whose name is that of its host.
   *
   * @throws IOException if the port cannot be bound
   */
  public static void run(int port, Duration linger) throws IOException, InterruptedException {
    String name = System.getenv().getOrDefault("HOSTNAME", "localhost");
    CountDownLatch sigterm = new CountDownLatch(1);
    try (TargetPod pod = TargetPod.start(name, port)) {
      Signal.handle(
          new Signal("TERM"),
          any -> {
            pod.terminate();
            sigterm.countDown();
          });
      sigterm.await();
      Thread.sleep(linger.toMillis());
    }
  }
}
