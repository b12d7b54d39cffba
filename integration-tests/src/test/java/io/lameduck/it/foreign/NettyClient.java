package io.lameduck.it.foreign;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Netty's client of HTTP/2, with several streams at a time on one connection. After a GOAWAY it
 * opens new streams on a new connection, and asks again what the server says it has not touched
 * (RFC 9113, 8.7). Any thread.
 */
final class NettyClient {
  private static final int ATTEMPTS = 5;
  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  private final InetSocketAddress address;
  private @Nullable NettyConnection connection;

  private NettyClient(URI service) {
    this.address = new InetSocketAddress(service.getHost(), service.getPort());
  }

  /** Those of one client that ask for these at the same time. */
  static List<ForeignClient> asking(URI service, String... targets) {
    NettyClient client = new NettyClient(service);
    return Stream.of(targets).<ForeignClient>map(target -> () -> client.ask(target)).toList();
  }

  private int ask(String target) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (connection().ask(target)) {
        return 1;
      }
    }
    throw new IOException("refused " + ATTEMPTS + " times over");
  }

  private synchronized NettyConnection connection() throws Exception {
    NettyConnection current = connection;
    if (current == null || !current.isOpen()) {
      current = NettyConnection.open(LOOPS, address);
      connection = current;
    }
    return current;
  }
}
