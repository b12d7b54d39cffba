package io.lameduck.grpc;

import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.util.OptionalLong;

/** A server that somebody else has built: all that is known of it is whether it has terminated. */
final class GivenServer extends GrpcServer {
  private final io.grpc.Server server;

  GivenServer(io.grpc.Server server) {
    this.server = server;
    if (isStarted()) {
      listensOn(server);
    }
  }

  @Override
  public void start(ServerContext context) throws IOException {
    if (!isStarted()) {
      start(server);
    }
    runs(server, context);
  }

  @Override
  public void stopAccepting() {
    server.shutdown();
  }

  /** One until the last connection is closed: how many there are nobody tells. */
  @Override
  public OptionalLong connections() {
    return OptionalLong.of(server.isTerminated() ? 0 : 1);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** There is no other way to ask. */
  private boolean isStarted() {
    try {
      server.getPort();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
