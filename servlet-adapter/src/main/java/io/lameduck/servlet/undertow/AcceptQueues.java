package io.lameduck.servlet.undertow;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/**
 * The queues of a listener: the kernel's, and behind it one for each I/O thread
 * (QueuedNioTcpServer2 of XNIO 3.8).
 *
 * @param kernel accepts connections, on the acceptor's thread only
 * @param accepted those of the I/O threads, by number
 * @param serve on an I/O thread, serves all that are in its queue
 */
record AcceptQueues(
    AcceptingChannel<? extends StreamConnection> kernel,
    XnioIoThread acceptor,
    List<Queue<StreamConnection>> accepted,
    Runnable serve) {
  private static final Logger log = LoggerFactory.getLogger(UndertowServer.class);

  /** Accepts all who wait, closes the listener at once, and has them served. */
  void emptyAndClose() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    acceptor.execute(
        () -> {
          Set<XnioIoThread> threads = acceptAllAndClose();
          threads.forEach(thread -> thread.execute(serve));
          closed.countDown();
        });
    closed.await();
  }

  private Set<XnioIoThread> acceptAllAndClose() {
    Set<XnioIoThread> threads = new HashSet<>();
    try (kernel) {
      StreamConnection client;
      while ((client = kernel.accept()) != null) {
        accepted.get(client.getIoThread().getNumber()).add(client);
        threads.add(client.getIoThread());
      }
    } catch (IOException e) {
      log.debug("{}: its queue was not emptied", kernel.getLocalAddress(), e);
      IoUtils.safeClose(kernel);
    }
    return threads;
  }
}
