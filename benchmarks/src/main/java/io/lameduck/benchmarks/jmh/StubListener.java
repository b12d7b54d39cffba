package io.lameduck.benchmarks.jmh;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.netty.NettyServer;
import io.netty.channel.ChannelHandler;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A listener of Netty without a network, watched by the library, and its connections. */
public final class StubListener implements AutoCloseable {
  private final EmbeddedChannel listener = new EmbeddedChannel();
  private final List<EmbeddedChannel> accepted = new ArrayList<>();
  private final Lameduck lameduck =
      Lameduck.builder()
          .exit(Exit.none())
          .withoutSignals()
          .environment(Map.of())
          .serve(NettyServer.of(listener))
          .start();

  public EmbeddedChannel accept(ChannelHandler... handlers) {
    EmbeddedChannel connection =
        new EmbeddedChannel(listener, DefaultChannelId.newInstance(), true, false, handlers);
    accepted.add(connection);
    return connection;
  }

  long served() {
    return lameduck.traffic().served();
  }

  /** The connections first: they have no event loop that would close them in the drain. */
  @Override
  public void close() {
    accepted.forEach(EmbeddedChannel::close);
    lameduck.stop();
  }
}
