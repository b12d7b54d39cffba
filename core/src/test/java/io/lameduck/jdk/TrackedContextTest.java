package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A context does what the JDK says of it, and none of its requests is missed. */
@Timeout(60)
class TrackedContextTest {
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
  void isServedWhetherItIsMadeBeforeTheStartOrAfterIt() throws IOException {
    server.http().createContext("/before", answering("before"));
    server.drill().start();
    server.http().createContext("/after", answering("after"));
    assertThat(server.get("/before").body()).isEqualTo("before");
    assertThat(server.get("/after").body()).isEqualTo("after");
    await().until(() -> server.drill().traffic().served() == 2);
  }

  @Test
  void canBeGivenItsHandlerLaterButOnlyOnce() throws IOException {
    HttpContext context = server.http().createContext("/");
    server.drill().start();
    assertThat(context.getHandler()).isNull();
    assertThat(server.get("/").status()).isEqualTo(500);
    context.setHandler(answering("hello"));
    assertThat(server.get("/").body()).isEqualTo("hello");
    assertThatIllegalArgumentException().isThrownBy(() -> context.setHandler(answering("other")));
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // that is what it is about
  void takesNoNullForAHandler() {
    assertThatNullPointerException().isThrownBy(() -> server.http().createContext("/", null));
    HttpContext context = server.http().createContext("/");
    assertThatNullPointerException().isThrownBy(() -> context.setHandler(null));
  }

  @Test
  void canBeRemovedByItsPath() throws IOException {
    server.http().createContext("/gone", answering("gone"));
    server.drill().start();
    server.http().removeContext("/gone");
    assertThat(server.get("/gone").status()).isEqualTo(404);
  }

  @Test
  void canBeRemovedAndMadeAnew() throws IOException {
    HttpContext context = server.http().createContext("/gone", answering("gone"));
    server.drill().start();
    server.http().removeContext(context);
    assertThat(server.get("/gone").status()).isEqualTo(404);
    server.http().createContext("/gone", answering("back"));
    assertThat(server.get("/gone").body()).isEqualTo("back");
  }

  @Test
  void cannotBeRemovedFromAnotherServer() throws IOException {
    HttpServer other = HttpServer.create();
    HttpContext context = other.createContext("/", answering("other"));
    assertThatIllegalArgumentException().isThrownBy(() -> server.http().removeContext(context));
  }

  @Test
  void isKnownToItsRequestsAndSharesItsAttributesWithThem() throws IOException {
    HttpContext context = server.http().createContext("/here", this::answerWithItsContext);
    context.getAttributes().put("greeting", "hello");
    server.drill().start();
    String ids = System.identityHashCode(context) + " " + System.identityHashCode(server.http());
    assertThat(server.get("/here").body()).isEqualTo(ids + " /here hello");
    assertThat(context.getAttributes()).containsEntry("answered", "yes");
  }

  @Test
  void isServedBeforeTheJdkHasReturnedIt() throws IOException {
    try (EagerlyAskedServer asked = new EagerlyAskedServer()) {
      HttpServer tracked = TrackedHttpServer.of(asked);
      tracked.createContext("/here", this::answerWithItsContext);
      assertThat(asked.reply().body()).endsWith(" /here null");
    }
  }

  private void answerWithItsContext(HttpExchange exchange) throws IOException {
    HttpContext context = exchange.getHttpContext();
    int id = System.identityHashCode(context);
    int serverId = System.identityHashCode(context.getServer());
    String ids = id + " " + serverId + " " + context.getPath();
    exchange.setAttribute("answered", "yes");
    answering(ids + " " + exchange.getAttribute("greeting")).handle(exchange);
  }
}
