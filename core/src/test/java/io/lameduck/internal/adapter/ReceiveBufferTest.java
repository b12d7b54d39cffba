package io.lameduck.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveBufferTest {
  private SocketChannel client;
  private SocketChannel server;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client = SocketChannel.open(listener.getLocalAddress());
      server = listener.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hasTheBytesThatNobodyHasRead(boolean blocking) throws IOException {
    server.configureBlocking(blocking);
    assertThat(ReceiveBuffer.hasBytes(server)).isFalse();
    client.write(ByteBuffer.wrap(new byte[] {1}));
    await().until(() -> ReceiveBuffer.hasBytes(server));
    ByteBuffer read = ByteBuffer.allocate(2);
    assertThat(server.read(read)).isEqualTo(1);
    assertThat(ReceiveBuffer.hasBytes(server)).isFalse();
  }

  @Test
  void hasNoneWhenTheClientHasGone() throws IOException {
    client.close();
    assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(ReceiveBuffer.hasBytes(server)).isFalse();
  }

  @Test
  void hasNoneOnceItIsClosed() throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {1}));
    server.close();
    assertThat(ReceiveBuffer.hasBytes(server)).isFalse();
  }
}
