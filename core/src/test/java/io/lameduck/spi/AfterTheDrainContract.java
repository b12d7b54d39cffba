package io.lameduck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Server} owes to a request that comes when the drain is over: it is refused in so
 * many words, 503, since resources are being closed. A connection that is cut instead leaves the
 * client in doubt whether the request was served.
 */
@Timeout(60)
public abstract class AfterTheDrainContract {
  private final Hold closing = new Hold();
  private Server server;
  private Drill drill;

  /** A server that has not been started. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @AfterEach
  void end() throws Exception {
    closing.release();
    drill.close();
    server.close();
    ended();
  }

  @Test
  void aRequestIsRefusedInSoManyWords() throws Exception {
    server = server(List.of(Route.at("/hello", call -> call.answer(200, "hello"))));
    drill = new Drill(new StaysOpen(server)).closeLast("resource", closing::pass).start();
    try (Wire wire = Wire.to(port())) {
      assertThat(wire.get("/hello").reply().status()).isEqualTo(200);
      drill.drain();
      closing.awaitArrival();
      Reply reply = wire.get("/hello").reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(reply.announcesTheEnd()).isTrue();
      assertThat(wire.ended()).isTrue();
    }
  }

  /** A server whose connections outlast the drain. */
  private record StaysOpen(Server server) implements Server {
    @Override
    public String name() {
      return server.name();
    }

    @Override
    public Set<Integer> ports() {
      return server.ports();
    }

    @Override
    public void start(ServerContext context) throws IOException {
      server.start(context);
    }

    @Override
    public void stopAccepting() {
      server.stopAccepting();
    }

    @Override
    public void closeIdle(Duration linger) {}

    @Override
    public void close() {}
  }
}
