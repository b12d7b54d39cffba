package io.lameduck.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A server whose connections become old by a clock that is advanced by hand. */
record ClockedServer(Server server, HandClock clock) implements Server {
  @Override
  public void start(ServerContext context) throws IOException {
    server.start(new ClockedContext(context, context.connectionAge().by(clock)));
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public Set<Integer> ports() {
    return server.ports();
  }

  @Override
  public List<String> advice() {
    return server.advice();
  }

  @Override
  public void lameDuck() {
    server.lameDuck();
  }

  @Override
  public boolean congested() {
    return server.congested();
  }

  @Override
  public void stopAccepting() {
    server.stopAccepting();
  }

  @Override
  public void closeIdle(Duration linger) {
    server.closeIdle(linger);
  }

  @Override
  public OptionalLong connections() {
    return server.connections();
  }

  @Override
  public void close() {
    server.close();
  }
}
