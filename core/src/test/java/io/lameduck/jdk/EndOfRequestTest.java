package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A request is over when its response is, however sloppy its handler: a ticket that is never given
 */
@Timeout(60)
class EndOfRequestTest {
  private DrilledServer server;

  @BeforeEach
  void create() throws IOException {
    server = DrilledServer.withThreads(4);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void comesWithTheLastByteAlthoughNobodyClosesTheBody() throws Exception {
    serve(EndOfRequestTest::answerWithoutClosing);
    assertThat(server.get("/").body()).isEqualTo("hello");
    assertOver();
  }

  @Test
  void comesWithTheLastByteOfABodyTakenBeforeTheHead() throws Exception {
    serve(EndOfRequestTest::answerOnABodyTakenBeforeTheHead);
    assertThat(server.get("/").body()).isEqualTo("hello");
    assertOver();
  }

  @Test
  void comesWithTheHeadWhereThereIsNoBody() throws Exception {
    serve(exchange -> exchange.sendResponseHeaders(204, -1));
    assertThat(server.get("/").status()).isEqualTo(204);
    assertOver();
  }

  @Test
  void comesWithTheHeadInResponseToAHeadRequest() throws Exception {
    serve(exchange -> exchange.sendResponseHeaders(200, -1));
    assertThat(server.open().request("HEAD", "/", "").replyHead().status()).isEqualTo(200);
    assertOver();
  }

  @Test
  void comesOnceWhateverIsClosedAgain() throws Exception {
    serve(EndOfRequestTest::answerAndCloseEverything);
    assertThat(server.get("/").body()).isEqualTo("hello");
    assertOver();
  }

  @Test
  void comesWhenLessIsWrittenThanWasAnnounced() throws Exception {
    serve(EndOfRequestTest::answerTooLittle);
    server.open().get("/");
    assertOver();
  }

  @Test
  void comesWhenTheHandlerThrowsAfterItsAnswer() throws Exception {
    serve(
        exchange -> {
          answering("hello").handle(exchange);
          throw new IllegalStateException("as the test wants it");
        });
    assertThat(server.get("/").body()).isEqualTo("hello");
    assertOver();
  }

  @Test
  void comesWhenTheClientIsGoneAndTheHandlerKeepsItToItself() throws Exception {
    serve(EndOfRequestTest::answerWithoutEndAndHideTheFailure);
    server.open().get("/").close();
    assertOver();
  }

  @Test
  void comesWhenTheClientStopsInTheMiddleOfItsBodyAndTheHandlerKeepsItToItself() throws Exception {
    serve(EndOfRequestTest::readAndHideTheFailure);
    server.open().request("POST", "/", "Content-Length: 10\r\n").send("half").close();
    assertOver();
  }

  private void serve(HttpHandler handler) {
    server.http().createContext("/", handler);
    server.drill().start();
  }

  private void assertOver() throws Exception {
    await().until(() -> server.drill().traffic().served() == 1);
    assertThat(server.drill().inFlight().count()).isZero();
    server.drill().drain();
    server.drill().assertDrained();
  }

  private static void answerWithoutClosing(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 5);
    exchange.getResponseBody().write("hello".getBytes(US_ASCII));
  }

  private static void answerOnABodyTakenBeforeTheHead(HttpExchange exchange) throws IOException {
    OutputStream body = exchange.getResponseBody();
    exchange.sendResponseHeaders(200, 5);
    for (char c : "hello".toCharArray()) {
      body.write(c);
    }
  }

  private static void answerAndCloseEverything(HttpExchange exchange) throws IOException {
    answering("hello").handle(exchange);
    exchange.getResponseBody().close();
    exchange.close();
    exchange.close();
  }

  private static void answerTooLittle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 50);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("hello".getBytes(US_ASCII));
    }
  }

  @SuppressWarnings("InfiniteLoopStatement")
  private static void answerWithoutEndAndHideTheFailure(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      while (true) {
        exchange.getResponseBody().write(new byte[8192]);
      }
    } catch (IOException hidden) {
      // the client has gone, so why bother
    }
  }

  private static void readAndHideTheFailure(HttpExchange exchange) {
    try {
      exchange.getRequestBody().readAllBytes();
    } catch (IOException hidden) {
      // and no answer, since there is nobody left to hear it
    }
  }
}
