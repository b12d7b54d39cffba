package io.lameduck.internal.probeport;

import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.Probes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers probes on a port of their own, by a thread of its own, from the start to the exit:
 * neither a busy service nor its drain can keep it from doing so. Also home of the preStop
 * endpoint. The JDK's server would not do: it accepts one connection at a time and has no limit of
 * them.
 */
public final class ProbePort implements AutoCloseable {
  /** The kernel's queue; less where {@code net.core.somaxconn} is less. */
  static final int BACKLOG = 1_024;

  private static final long UNTIL_SOMETHING_COMES = 0;
  private static final long TURN_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 1_000;
  private static final ProbeAnswer NOT_FOUND = ProbeAnswer.text(404, "not found");
  private static final ProbeAnswer MALFORMED = ProbeAnswer.text(400, "bad request");
  private static final ProbeAnswer FAILED = ProbeAnswer.text(500, "failed");

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final int port;
  private final Probes probes;
  private final Optional<PreStopEndpoint> preStop;
  private final ProbeConnections connections;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread = DaemonThread.of("probe-port", this::run);
  private volatile boolean closed;

  private ProbePort(
      ServerSocketChannel listener,
      Selector selector,
      Probes probes,
      Optional<PreStopEndpoint> preStop)
      throws IOException {
    this.listener = listener;
    this.selector = selector;
    this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    this.probes = probes;
    this.preStop = preStop;
    this.connections = new ProbeConnections(listener, selector, this::request);
  }

  /**
   * Opens the port on all addresses.
   *
   * @param port 0 for a free one
   * @throws IOException if the port cannot be bound
   */
  public static ProbePort open(int port, Probes probes, Optional<PreStopEndpoint> preStop)
      throws IOException {
    Objects.requireNonNull(probes, "probes");
    Objects.requireNonNull(preStop, "preStop");
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.bind(new InetSocketAddress(port), BACKLOG);
      listener.configureBlocking(false);
      ProbePort opened = new ProbePort(listener, Selector.open(), probes, preStop);
      opened.thread.start();
      return opened;
    } catch (BindException e) {
      listener.close();
      throw new IOException(
          "LAMEDUCK_PROBE_PORT: " + port + " (expected: a free port; " + e.getMessage() + ")", e);
    } catch (IOException noFileDescriptor) {
      listener.close();
      throw noFileDescriptor;
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /**
   * Waits until all answers known by now are written: the process may exit after this, and would
   * take them with it. Waits for at most {@code millis}. Not for the port's own thread.
   */
  public void flush(long millis) {
    CountDownLatch written = new CountDownLatch(1);
    later(written::countDown); // behind the answers
    try {
      written.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts what is under way. Returns when nobody listens any more. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (listener;
        selector) {
      while (!closed) {
        turnSafely();
      }
      connections.close();
    } catch (IOException e) {
      throw new IllegalStateException("the probe port failed", e);
    }
  }

  /** Whatever one connection has brought about, the next probe is answered. */
  private void turnSafely() throws IOException {
    try {
      turn();
    } catch (RuntimeException | Error e) { // a log may block this thread
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS)); // if it lasts
    }
  }

  /**
   * Serves the open connections before it accepts new ones, since those may evict the open ones.
   */
  private void turn() throws IOException {
    selector.select(connections.isIdle() ? UNTIL_SOMETHING_COMES : TURN_MILLIS);
    Iterator<SelectionKey> selected = selector.selectedKeys().iterator();
    while (selected.hasNext()) {
      SelectionKey key = selected.next();
      selected.remove(); // first, so that a connection that throws does not stand in the way again
      if (key.attachment() instanceof ProbeConnection connection) {
        connection.advance();
      }
    }
    connections.accept();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    connections.sweep();
  }

  private void request(ProbeConnection connection, Optional<RequestHead> head) {
    CompletionStage<ProbeAnswer> answer = answer(head);
    CompletableFuture<ProbeAnswer> now = answer.toCompletableFuture();
    if (now.isDone()) {
      connection.answer(now.join());
    } else {
      connections.hold(connection);
      answer.thenAccept(late -> onOwnThread(() -> connection.answer(late)));
    }
  }

  private CompletionStage<ProbeAnswer> answer(Optional<RequestHead> head) {
    try {
      return head.map(this::answer).orElseGet(() -> CompletableFuture.completedFuture(MALFORMED));
    } catch (RuntimeException e) { // it is the client's to see; a log may block this thread
      return CompletableFuture.completedFuture(FAILED);
    }
  }

  private CompletionStage<ProbeAnswer> answer(RequestHead request) {
    Optional<PreStopEndpoint> endpoint = preStop.filter(one -> one.path().equals(request.path()));
    if (endpoint.isPresent()) {
      return endpoint.get().answer(request);
    }
    return CompletableFuture.completedFuture(
        probes.answer(request.method(), request.path(), request.query()).orElse(NOT_FOUND));
  }

  /** At once where this is the port's thread, so that a flush that comes later comes after it. */
  private void onOwnThread(Runnable task) {
    if (Thread.currentThread() == thread) {
      task.run();
    } else {
      later(task);
    }
  }

  private void later(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }
}
