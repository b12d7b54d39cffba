package io.lameduck.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many connections, each of which has had one request and is kept open. For one thread. */
final class IdleCrowd implements AutoCloseable {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Selector selector;
  private final List<SocketChannel> connections = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);

  private IdleCrowd(Selector selector) {
    this.selector = selector;
  }

  /** Opens the connections one after the other, and waits for each response. */
  static IdleCrowd of(int size, int port) throws IOException {
    IdleCrowd crowd = new IdleCrowd(Selector.open());
    for (int i = 0; i < size; i++) {
      crowd.open(port);
    }
    return crowd;
  }

  private void open(int port) throws IOException {
    SocketChannel connection =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    connections.add(connection);
    connection.write(ByteBuffer.wrap(REQUEST.getBytes(US_ASCII)));
    String head = "";
    int got = 0;
    while (got < 1024 + head.indexOf("\r\n\r\n") + 4 || head.isEmpty()) {
      got += read(connection);
      head = head.isEmpty() ? US_ASCII.decode(bytes.flip()).toString() : head;
    }
    connection.configureBlocking(false).register(selector, SelectionKey.OP_READ);
  }

  private int read(SocketChannel connection) throws IOException {
    int count = connection.read(bytes.clear());
    assertThat(count).as("bytes on a connection that has just been opened").isPositive();
    return count;
  }

  /** Waits until the server has closed them all; when it closed each, in order. */
  List<Duration> ends(Duration atMost) throws IOException {
    long began = System.nanoTime();
    while (ends.size() < connections.size()) {
      Duration left = atMost.minusNanos(System.nanoTime() - began);
      assertThat(left).as("%d of %d closed", ends.size(), connections.size()).isPositive();
      selector.select(this::ended, left.toMillis());
    }
    long first = ends.get(0);
    return ends.stream().map(end -> Duration.ofNanos(end - first)).toList();
  }

  private void ended(SelectionKey key) {
    try {
      assertThat(((SocketChannel) key.channel()).read(bytes.clear())).isEqualTo(-1);
      ends.add(System.nanoTime());
      key.cancel();
    } catch (IOException e) {
      throw new AssertionError("a connection was not closed but reset", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
