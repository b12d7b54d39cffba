package io.lameduck.grpc;

import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.util.OptionalLong;

/** A server that somebody else has built: all that is known of it is whether it has terminated. */
final class GivenServer extends GrpcServer {
  private final io.grpc.Server server;
  private volatile Runnable changed = () -> {};

  GivenServer(io.grpc.Server server) {
    this.server = server;
    if (isStarted()) {
      listensOn(portsOf(server));
    }
  }

  @Override
  public void start(ServerContext context) throws IOException {
    changed = context::changed;
    if (!isStarted()) {
      start(server);
    }
    listensOn(portsOf(server));
  }

  @Override
  public void stopAccepting() {
    server.shutdown();
    Thread thread = new Thread(null, this::tellOfTheEnd, "lameduck-grpc-termination", 0, false);
    thread.setDaemon(true);
    thread.start();
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

  private void tellOfTheEnd() {
    try {
      server.awaitTermination();
      changed.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // by the end of the JVM: nobody waits any more
    }
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
