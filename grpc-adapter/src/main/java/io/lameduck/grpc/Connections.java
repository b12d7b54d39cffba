package io.lameduck.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerTransportFilter;
import io.lameduck.internal.adapter.ClientAddress;
import io.lameduck.spi.ServerContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections. The core is told of one with its first call, not before: a probe
 * comes on a connection of its own, and is no client. Thread-safe.
 */
final class Connections extends ServerTransportFilter {
  /** Of a connection that is counted: whether a client has called. */
  private static final Attributes.Key<AtomicBoolean> CALLED =
      Attributes.Key.create("io.lameduck.grpc.called");

  private final ServerContext context;
  private final AtomicLong open = new AtomicLong();

  Connections(ServerContext context) {
    this.context = context;
  }

  long open() {
    return open.get();
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    open.incrementAndGet();
    return attributes.toBuilder().set(CALLED, new AtomicBoolean()).build();
  }

  /** The attributes are null where the connection was closed before it was ready. */
  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    if (attributes != null && attributes.get(CALLED) != null) {
      open.decrementAndGet();
      context.changed();
    }
  }

  /** Somebody calls, with these headers, on the connection that has these attributes. */
  void called(Attributes attributes, Metadata headers) {
    AtomicBoolean called = attributes.get(CALLED);
    if (called != null
        && !called.get()
        && !DrainInterceptor.isHealthCheck(headers)
        && called.compareAndSet(false, true)) {
      context.connected(ClientAddress.of(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
    }
  }
}
