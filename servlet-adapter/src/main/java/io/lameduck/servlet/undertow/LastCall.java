package io.lameduck.servlet.undertow;

import io.lameduck.servlet.thread.Patience;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The close of a listener. The kernel resets whoever is still in its queue, and they may have sent
 * a request already; so the queue is emptied first, also of those whom a limit kept waiting.
 */
final class LastCall {
  private static final Logger log = LoggerFactory.getLogger(UndertowServer.class);

  private final AcceptingChannel<?> listener;
  private final XnioWorker worker;

  private LastCall(AcceptingChannel<?> listener) {
    this.listener = listener;
    this.worker = listener.getWorker();
  }

  /** Closes a listener; its connections are served on. */
  static void on(AcceptingChannel<?> listener) {
    listener.suspendAccepts();
    if (Internals.LAST_CALL.isPresent()) {
      Patience.run("undertow-close", new LastCall(listener)::emptyAndClose);
    }
    IoUtils.safeClose(listener); // though an I/O thread may hang, and its queue be reset
  }

  /**
   * What has been accepted goes through the queues of the I/O threads, which would take an earlier
   * close for a failure, and log it. Not on one of those threads: this waits for them all.
   *
   * <p>Three rounds (QueuedNioTcpServer2 of XNIO): the threads see that nothing more is accepted;
   * they deal with what was accepted for them; and so does the task that each may have queued for
   * the rest. Who has come meanwhile waits in the kernel's queue. One more round when the queue is
   * empty: a connection is counted once its I/O thread has opened it.
   */
  private void emptyAndClose() throws InterruptedException {
    try {
      listener.setOption(Options.CONNECTION_HIGH_WATER, Integer.MAX_VALUE);
      awaitIoThreads();
      awaitIoThreads();
      awaitIoThreads();
      Internals.acceptQueuesOf(listener).emptyAndClose();
      awaitIoThreads();
    } catch (IOException | RuntimeException e) {
      log.warn(
          "{}: connections that wait to be accepted are reset ({})", listener.getLocalAddress(), e);
    } finally {
      IoUtils.safeClose(listener);
    }
  }

  private void awaitIoThreads() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(worker.getIoThreadCount());
    IntStream.range(0, worker.getIoThreadCount())
        .mapToObj(worker::getIoThread)
        .forEach(thread -> thread.execute(busy::countDown));
    busy.await();
  }
}
