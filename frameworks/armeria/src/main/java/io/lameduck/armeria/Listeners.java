package io.lameduck.armeria;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.ThreadFactories;
import io.lameduck.netty.NettyServer;
import io.lameduck.spi.ServerContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of an Armeria server. It keeps them to itself, but their event loops are made here.
 */
final class Listeners {
  private final List<NettyServer> servers = new CopyOnWriteArrayList<>();
  private final List<EventLoopGroup> loops = new CopyOnWriteArrayList<>();
  private volatile @Nullable ServerContext service;

  /** The event loop of a new listener, as Armeria would make it. */
  EventLoopGroup newLoop(String threadName) {
    EventLoopGroup loop =
        EventLoopGroups.newEventLoopGroup(
            1, ThreadFactories.newEventLoopThreadFactory(threadName, false));
    loops.add(loop);
    return new ListenerLoop(loop, this::watch);
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  /** Armeria has set up a connection, on its event loop. */
  void accepted(ChannelPipeline pipeline) {
    pipeline.addFirst(new HandlerInsertion(), DrainEvents.END);
  }

  private void watch(Channel listener) {
    NettyServer server = NettyServer.of(listener);
    servers.add(server);
    try {
      server.start(Objects.requireNonNull(service, "service"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void lameDuck() {
    servers.forEach(NettyServer::lameDuck);
  }

  boolean congested() {
    return servers.stream().anyMatch(NettyServer::congested);
  }

  void stopAccepting() {
    servers.forEach(NettyServer::stopAccepting);
  }

  void closeIdle(Duration linger) {
    servers.forEach(server -> server.closeIdle(linger));
  }

  long connections() {
    return servers.stream().mapToLong(server -> server.connections().orElse(0)).sum();
  }

  void close() {
    servers.forEach(NettyServer::close);
  }

  /** Whether Armeria, which is stopping, has closed all and waits for their event loops alone. */
  boolean areEnding() {
    return loops.stream().allMatch(EventLoopGroup::isShuttingDown);
  }
}
