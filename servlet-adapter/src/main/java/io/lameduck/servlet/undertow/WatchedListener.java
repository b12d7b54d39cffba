package io.lameduck.servlet.undertow;

import io.undertow.Undertow.ListenerInfo;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A listener with the connections that it has opened.
 *
 * @param http those that speak HTTP/1.1, or did so at first
 * @param http2 those that agreed on HTTP/2 while TLS was set up
 */
record WatchedListener(
    String name,
    AcceptingChannel<?> channel,
    List<Set<HttpServerConnection>> http,
    List<Set<Http2Channel>> http2) {

  static WatchedListener of(ListenerInfo info) {
    InetSocketAddress address = (InetSocketAddress) info.getAddress();
    return new WatchedListener(
        info.getProtcol() + " :" + address.getPort(),
        Internals.channelOf(info),
        Internals.httpConnections(info),
        Internals.http2Connections(info));
  }

  /**
   * Closes the listener; connections are served on. What has been accepted goes through the queues
   * of the I/O threads, which would take an earlier close for a failure, and log it. Not on one of
   * those threads: the close waits for them all.
   */
  void stopAccepting() {
    channel.suspendAccepts();
    Patience.run("lameduck-undertow-close", this::closeBehindTheQueues);
  }

  /**
   * Three rounds (QueuedNioTcpServer2 of XNIO): the threads see that nothing more is accepted; they
   * deal with what was accepted for them; and so does the task that each may have queued for the
   * rest.
   */
  private void closeBehindTheQueues() throws InterruptedException {
    awaitIoThreads();
    awaitIoThreads();
    awaitIoThreads();
    IoUtils.safeClose(channel);
  }

  private void awaitIoThreads() throws InterruptedException {
    XnioWorker worker = channel.getWorker();
    CountDownLatch busy = new CountDownLatch(worker.getIoThreadCount());
    IntStream.range(0, worker.getIoThreadCount())
        .mapToObj(worker::getIoThread)
        .forEach(thread -> thread.execute(busy::countDown));
    busy.await();
  }

  long connections() {
    return Stream.concat(http.stream(), http2.stream()).mapToLong(Set::size).sum();
  }

  /** What the connections run on, whatever they speak by now. */
  Stream<StreamConnection> streams() {
    return Stream.concat(
        http.stream().flatMap(Set::stream).map(HttpServerConnection::getChannel),
        http2.stream().flatMap(Set::stream).map(Internals::streamOf));
  }

  /** Closes all connections, whatever they do. */
  void cut() {
    streams().forEach(IoUtils::safeClose);
  }
}
