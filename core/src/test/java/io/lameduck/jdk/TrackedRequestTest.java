package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.InFlight;
import io.lameduck.Ticket;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Drill;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request tells the service, on whatever update of the JDK. */
class TrackedRequestTest {
  private final Drill drill = new Drill().start();
  private final CountingContext service = new CountingContext(drill.inFlight());
  private Tracking tracking;

  @BeforeEach
  void create() throws IOException {
    tracking = ((Tracked) HttpServer.create()).tracking();
    tracking.begin(service);
  }

  @AfterEach
  void close() {
    drill.close();
  }

  @Test
  void isOverWithAHeadThatAnnouncesNoBody() throws IOException {
    serve(exchange -> exchange.sendResponseHeaders(204, -1));
    assertThat(drill.traffic().served()).isEqualTo(1);
  }

  @Test
  void doesNotEndItsExchangeOnceMore() throws IOException {
    FakeExchange exchange = serve(TrackedRequestTest::answerWithoutBodyAndCloseIt);
    assertThat(exchange.ends()).isEqualTo(1);
    assertThat(drill.traffic().served()).isEqualTo(1);
  }

  @Test
  void endsItsExchangeWithItsBody() throws IOException {
    FakeExchange exchange = serve(TrackedRequestTest::answer);
    assertThat(exchange.ends()).isEqualTo(1);
  }

  @Test
  void isOneOfManyOnAConnectionThatIsKept() throws IOException {
    serve(TrackedRequestTest::answer);
    serve(TrackedRequestTest::answer);
    assertThat(service.connections).isEqualTo(1);
    assertThat(service.idle).isZero();
  }

  @Test
  void isTheLastOnAConnectionThatTheHandlerEnds() throws IOException {
    serve(TrackedRequestTest::answerAndEndTheConnection);
    serve(TrackedRequestTest::answer);
    assertThat(service.connections).isEqualTo(2);
  }

  @Test
  void isTheLastOnAConnectionThatTheHandlerDrops() throws IOException {
    serve(HttpExchange::close);
    serve(TrackedRequestTest::answer);
    assertThat(service.connections).isEqualTo(2);
  }

  @Test
  void leavesAnIdleConnectionBehindThatWasNotToldToEnd() throws IOException {
    serve(
        exchange -> {
          answer(exchange);
          service.lameDuck = true;
        });
    assertThat(service.idle).isEqualTo(1);
  }

  private FakeExchange serve(HttpHandler handler) throws IOException {
    FakeExchange exchange = new FakeExchange();
    tracking.setExecutor(Runnable::run);
    HttpServer server = HttpServer.create();
    TrackedContext context = new TrackedContext(server, tracking, handler);
    context.attach(server.createContext("/"));
    context.handle(exchange);
    return exchange;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 5);
    exchange.getResponseBody().write(new byte[5]);
    exchange.getResponseBody().close();
  }

  private static void answerAndEndTheConnection(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Connection", "Close");
    answer(exchange);
  }

  private static void answerWithoutBodyAndCloseIt(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(204, -1);
    exchange.getResponseBody().close();
  }

  private static final class CountingContext implements ServerContext {
    private final InFlight inFlight;
    private boolean lameDuck;
    private int connections;
    private int idle;

    CountingContext(InFlight inFlight) {
      this.inFlight = inFlight;
    }

    @Override
    public InFlight inFlight() {
      return inFlight;
    }

    @Override
    public @Nullable Ticket tryEnterHealthCheck(Supplier<String> description) {
      return inFlight.tryEnter(description);
    }

    @Override
    public Optional<Probes> probes() {
      return Optional.empty();
    }

    @Override
    public Probes health() {
      throw new UnsupportedOperationException("HTTP has no health check of its own");
    }

    @Override
    public Runnable onHealthChange(Runnable listener) {
      throw new UnsupportedOperationException("HTTP has no health check of its own");
    }

    @Override
    public boolean isLameDuck() {
      return lameDuck;
    }

    @Override
    public void connected(InetAddress client) {
      connections++;
    }

    @Override
    public void becameIdle() {
      idle++;
    }

    @Override
    public void changed() {}
  }
}
