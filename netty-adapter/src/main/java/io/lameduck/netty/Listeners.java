package io.lameduck.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a server: bound by their owner, or to be bound with a bootstrap. */
final class Listeners {
  private static final long PATIENCE_MILLIS = 500;

  private final @Nullable ServerBootstrap bootstrap;
  private final List<SocketAddress> wanted;
  private final List<Channel> channels;
  private final List<SocketAddress> addresses = new CopyOnWriteArrayList<>();

  private Listeners(
      @Nullable ServerBootstrap bootstrap, List<SocketAddress> wanted, List<Channel> bound) {
    this.bootstrap = bootstrap;
    this.wanted = wanted;
    this.channels = new CopyOnWriteArrayList<>(bound);
    bound.forEach(LastCall::prepare);
    remember();
  }

  static Listeners bound(List<Channel> channels) {
    return new Listeners(null, List.of(), channels);
  }

  static Listeners of(ServerBootstrap bootstrap, List<SocketAddress> addresses) {
    return new Listeners(bootstrap, addresses, List.of());
  }

  /** Where they listen, did so or will; nothing of one that its owner is about to bind. */
  List<SocketAddress> addresses() {
    if (bootstrap == null) {
      remember();
    }
    return addresses.isEmpty() ? wanted : List.copyOf(addresses);
  }

  /** A closed one would not tell. */
  private void remember() {
    channels.stream()
        .map(Channel::localAddress)
        .filter(address -> address != null && !addresses.contains(address))
        .forEach(addresses::add);
  }

  /**
   * Binds those that are not bound yet.
   *
   * @param beforeBound sees each before a connection can come
   */
  void open(Consumer<Channel> beforeBound) throws IOException {
    if (bootstrap == null) {
      remember();
      return;
    }
    for (SocketAddress address : wanted) {
      Channel channel = done(bootstrap.register(), "open a listener for " + address);
      channels.add(channel);
      beforeBound.accept(channel);
      LastCall.prepare(channel);
      done(channel.bind(address), "listen on " + address);
      addresses.add(channel.localAddress());
    }
  }

  /** Closes them; what they have accepted is known when this returns, unless they are stuck. */
  void close() {
    List<ChannelFuture> closing = channels.stream().map(LastCall::on).toList();
    closing.forEach(closed -> closed.awaitUninterruptibly(PATIENCE_MILLIS));
  }

  private static Channel done(ChannelFuture step, String what) throws IOException {
    step.awaitUninterruptibly();
    if (!step.isSuccess()) {
      throw new IOException("Netty could not " + what + ": " + step.cause(), step.cause());
    }
    return step.channel();
  }
}
