package io.lameduck.it.hostile;

import static io.lameduck.it.hostile.Place.SERVER;

import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A server whose adapter somebody else wrote. */
final class ForeignServer implements Server {
  private final Server server;
  private final Foreign foreign;

  ForeignServer(Server server, Foreign foreign) {
    this.server = server;
    this.foreign = foreign;
  }

  @Override
  public String name() {
    return foreign.called(SERVER, "name", server.name());
  }

  @Override
  public Set<Integer> ports() {
    return foreign.called(SERVER, "ports", server.ports());
  }

  @Override
  public List<String> advice() {
    return foreign.called(SERVER, "advice", server.advice());
  }

  @Override
  public void start(ServerContext context) throws IOException {
    foreign.called(SERVER, "start");
    server.start(context);
    System.out.println("server has started");
  }

  @Override
  public void lameDuck() {
    foreign.called(SERVER, "lameDuck");
    server.lameDuck();
  }

  @Override
  public boolean congested() {
    return foreign.called(SERVER, "congested", server.congested());
  }

  @Override
  public void stopAccepting() {
    server.stopAccepting();
    foreign.called(SERVER, "stopAccepting");
  }

  @Override
  public void closeIdle(Duration linger) {
    server.closeIdle(linger);
    foreign.called(SERVER, "closeIdle");
  }

  @Override
  public OptionalLong connections() {
    return foreign.called(SERVER, "connections", server.connections());
  }

  @Override
  public void close() {
    foreign.called(SERVER, "close");
    server.close();
    System.out.println("server has closed");
  }
}
