package io.lameduck.servlet.undertow;

import org.xnio.management.XnioServerMXBean;
import org.xnio.management.XnioWorkerMXBean;

/** Whether clients wait for others to leave, or for a thread. */
final class Congestion {
  private Congestion() {}

  /** What has a thread is not queued; how many threads are busy the worker does not tell. */
  static boolean of(XnioWorkerMXBean worker) {
    return worker.getWorkerQueueSize() > 0
        || worker.getServerMXBeans().stream().anyMatch(Congestion::isAtItsLimit);
  }

  private static boolean isAtItsLimit(XnioServerMXBean listener) {
    return listener.getConnectionCount() >= listener.getConnectionLimitHighWater();
  }
}
