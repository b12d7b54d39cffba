package io.lameduck.netty;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** What carries the bytes; the tests run once with each. */
enum Transport {
  NIO(NioServerSocketChannel.class) {
    @Override
    EventLoopGroup group(int threads) {
      return new NioEventLoopGroup(threads);
    }
  },
  EPOLL(EpollServerSocketChannel.class) {
    @Override
    EventLoopGroup group(int threads) {
      return new EpollEventLoopGroup(threads);
    }
  };

  private final Class<? extends ServerChannel> listener;

  Transport(Class<? extends ServerChannel> listener) {
    this.listener = listener;
  }

  /** Aborts the test where there is none of its kind. */
  static Transport ofThisRun() {
    Transport wanted = valueOf(System.getProperty("netty.transport", "NIO"));
    assumeTrue(wanted == NIO || Epoll.isAvailable(), "epoll: Linux on x86-64 only");
    return wanted;
  }

  abstract EventLoopGroup group(int threads);

  Class<? extends ServerChannel> listener() {
    return listener;
  }
}
