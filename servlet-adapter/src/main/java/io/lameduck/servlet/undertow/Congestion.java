package io.lameduck.servlet.undertow;

import org.xnio.management.XnioServerMXBean;
import org.xnio.management.XnioWorkerMXBean;

/** Whether a limit of connections is reached, or work waits for a thread. */
final class Congestion {
  private Congestion() {}

  /** Only waiting work is queued; the worker does not tell how many threads are busy. */
  static boolean of(XnioWorkerMXBean worker) {
    return worker.getWorkerQueueSize() > 0
        || worker.getServerMXBeans().stream().anyMatch(Congestion::isAtItsLimit);
  }

  private static boolean isAtItsLimit(XnioServerMXBean listener) {
    return listener.getConnectionCount() >= listener.getConnectionLimitHighWater();
  }
}
