package io.lameduck.vertx;

import io.netty.channel.ServerChannel;
import io.vertx.core.transport.Transport;
import java.util.function.Consumer;

/** A transport whose listeners are seen before they are bound. */
final class WatchedTransport implements Transport {
  private final Transport transport;
  private final WatchedImplementation implementation;

  WatchedTransport(Transport transport, Consumer<ServerChannel> listeners) {
    this.transport = transport;
    this.implementation = new WatchedImplementation(transport.implementation(), listeners);
  }

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public boolean available() {
    return transport.available();
  }

  @Override
  public Throwable unavailabilityCause() {
    return transport.unavailabilityCause();
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return implementation;
  }
}
