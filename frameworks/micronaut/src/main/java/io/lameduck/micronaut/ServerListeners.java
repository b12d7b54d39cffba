package io.lameduck.micronaut;

import io.lameduck.netty.NettyServer;
import io.lameduck.spi.Server;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of the application's server, each from the moment before it is bound. Servers that
 * the application builds with Micronaut's factory are no beans, and not seen.
 */
@Singleton
final class ServerListeners
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {
  private static final Logger log = LoggerFactory.getLogger(ServerListeners.class);

  private final List<Server> servers = new CopyOnWriteArrayList<>();

  ServerListeners() {}

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(this);
    return event.getBean();
  }

  @Override
  public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
    if (role == ChannelRole.LISTENER && channel instanceof ServerChannel) {
      servers.add(NettyServer.of(channel).insertingHandlers());
    } else if (role == ChannelRole.LISTENER) {
      log.warn("{} is not drained: HTTP/3 has no listener that accepts connections", channel);
    }
    return this;
  }

  /** Those that were opened since it was asked last. */
  List<Server> take() {
    List<Server> opened = List.copyOf(servers);
    servers.removeAll(opened);
    return opened;
  }
}
