package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.lameduck.Setting;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that waits for a thread is not in flight yet, and must not be lost all the same. */
@Timeout(60)
class FewThreadsTest {
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Hold hold = new Hold();

  @Test
  void aRequestThatWaitsForTheOnlyThreadIsServed() throws Exception {
    try (DrilledServer server = start(DrilledServer.withThreads(1))) {
      Wire busy = server.open().get("/held");
      hold.awaitArrival();
      Wire waiting = server.open().send("GET /hello HTTP/1.1\r\n");
      await().until(() -> server.waiting() == 1);
      outlastTheLinger(server);
      assertThat(busy.reply().body()).isEqualTo("held");
      assertThat(waiting.send("Host: localhost\r\n\r\n").reply().body()).isEqualTo("hello");
      server.drill().assertDrained();
    }
  }

  @Test
  void aRequestThatWaitsForTheDispatcherIsServed() throws Exception {
    try (DrilledServer server = start(DrilledServer.withoutThreads())) {
      Wire busy = server.open().get("/held");
      hold.awaitArrival();
      Wire waiting = server.open().get("/hello");
      outlastTheLinger(server);
      assertThat(busy.reply().body()).isEqualTo("held");
      assertThat(waiting.reply().body()).isEqualTo("hello");
      server.drill().assertDrained();
    }
  }

  @Test
  void aRequestOfWhichHalfWasSentDoesNotHoldTheDrainForLong() throws Exception {
    try (DrilledServer server = start(DrilledServer.withThreads(2))) {
      server.open().send("GET /hello HTTP/1.1\r\n");
      server.get("/hello");
      server.drill().drain();
      server.drill().assertDrained();
    }
  }

  @AfterEach
  void release() {
    hold.release();
  }

  private DrilledServer start(DrilledServer server) {
    server.http().createContext("/hello", answering("hello"));
    server.http().createContext("/held", this::answerHeld);
    server.drill().set(Setting.IDLE_LINGER, LINGER).start();
    return server;
  }

  /** Begins the drain, and ends the request in flight when the linger is over. */
  private void outlastTheLinger(DrilledServer server) {
    server.drill().beginDrain();
    await().until(() -> server.drill().sinceDraining().compareTo(LINGER) > 0);
    assertThat(server.drill().drainGoesOn()).isTrue();
    hold.release();
  }

  private void answerHeld(HttpExchange exchange) throws IOException {
    hold.pass();
    answering("held").handle(exchange);
  }
}
