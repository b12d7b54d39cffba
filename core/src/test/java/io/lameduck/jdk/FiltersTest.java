package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The filters of a context belong to its owner, and nothing they do is out of sight. */
@Timeout(60)
class FiltersTest {
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
  void areTheOwnersAlone() {
    assertThat(server.http().createContext("/").getFilters()).isEmpty();
  }

  @Test
  void runInTheirOrderBeforeTheHandler() throws IOException {
    HttpContext context = server.http().createContext("/", this::answerWithTrail);
    context.getFilters().add(Filter.beforeHandler("b", exchange -> append(exchange, "b")));
    context.getFilters().add(0, Filter.beforeHandler("a", exchange -> append(exchange, "a")));
    server.drill().start();
    assertThat(server.get("/").body()).isEqualTo("ab");
  }

  @Test
  void areWaitedForWhenTheFirstOfThemAnswers() throws Exception {
    Hold hold = new Hold();
    HttpContext context = server.http().createContext("/", answering("never"));
    context.getFilters().add(0, new AnsweringFilter(hold));
    server.drill().start();
    Wire wire = server.open().get("/");
    hold.awaitArrival();
    server.drill().beginDrain();
    assertThat(server.drill().drainGoesOn()).isTrue();
    hold.release();
    assertThat(wire.reply().body()).isEqualTo("filtered");
    server.drill().assertDrained();
  }

  @Test
  void mayPutAStreamBeforeTheBody() throws IOException {
    HttpContext context = server.http().createContext("/", exchange -> stream(exchange, "hello"));
    context.getFilters().add(Filter.beforeHandler("compresses", this::compress));
    server.drill().start();
    assertThat(decompressed(server.get("/"))).isEqualTo("hello");
    await().until(() -> server.drill().traffic().served() == 1);
  }

  private void append(HttpExchange exchange, String text) {
    exchange.getResponseHeaders().add("Trail", text);
  }

  private void answerWithTrail(HttpExchange exchange) throws IOException {
    answering(String.join("", exchange.getResponseHeaders().get("Trail"))).handle(exchange);
  }

  private void stream(HttpExchange exchange, String text) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(text.getBytes(US_ASCII));
    }
  }

  private void compress(HttpExchange exchange) {
    exchange.setStreams(null, new Compressed(exchange.getResponseBody()));
  }

  private String decompressed(Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(ISO_8859_1);
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), US_ASCII);
  }

  /** Begins with the first byte: what it writes ahead of that has to come after the head. */
  private static final class Compressed extends OutputStream {
    private final OutputStream body;
    private @Nullable GZIPOutputStream gzip;

    Compressed(OutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) throws IOException {
      gzip().write(b);
    }

    @Override
    public void close() throws IOException {
      gzip().close();
    }

    private GZIPOutputStream gzip() throws IOException {
      if (gzip == null) {
        gzip = new GZIPOutputStream(body);
      }
      return gzip;
    }
  }

  private static final class AnsweringFilter extends Filter {
    private final Hold hold;

    AnsweringFilter(Hold hold) {
      this.hold = hold;
    }

    @Override
    public String description() {
      return "answers by itself";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      hold.pass();
      answering("filtered").handle(exchange);
    }
  }
}
