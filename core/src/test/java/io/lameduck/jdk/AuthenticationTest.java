package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The authenticator of a context works as without the library. */
@Timeout(60)
class AuthenticationTest {
  private final BasicAuthenticator authenticator = new PasswordOf("alice", "secret");
  private final AtomicInteger handled = new AtomicInteger();
  private DrilledServer server;

  @BeforeEach
  void create() throws IOException {
    server = DrilledServer.withThreads(4);
    HttpContext context = server.http().createContext("/", this::answerWithName);
    assertThat(context.setAuthenticator(authenticator)).isNull();
    assertThat(context.getAuthenticator()).isSameAs(authenticator);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void letsTheRightOneInByName() throws IOException {
    server.drill().start();
    assertThat(getAs("alice:secret").body()).isEqualTo("alice");
  }

  @Test
  void refusesTheWrongOneBeforeTheHandler() throws IOException {
    server.drill().start();
    assertThat(getAs("alice:guess").status()).isEqualTo(401);
    await().until(() -> server.drill().traffic().served() == 1);
    assertThat(handled).hasValue(0);
  }

  @Test
  void asksWhoeverGivesNoNameAndKeepsTheConnection() throws IOException {
    server.drill().start();
    Wire wire = server.open();
    Reply reply = wire.post("/", "more than the server skips by itself".repeat(3_000)).reply();
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).contains("realm=\"test\"");
    assertThat(wire.post("/", "another").reply().status()).isEqualTo(401);
    await().until(() -> server.drill().traffic().served() == 2);
  }

  @Test
  void worksWithoutAServiceAsWell() throws IOException {
    server.http().start();
    assertThat(getAs("alice:secret").body()).isEqualTo("alice");
    assertThat(getAs("alice:guess").status()).isEqualTo(401);
  }

  private Reply getAs(String user) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(user.getBytes(US_ASCII));
    String header = "Authorization: Basic " + encoded + "\r\n";
    return server.open().request("GET", "/", header).reply();
  }

  private void answerWithName(HttpExchange exchange) throws IOException {
    handled.incrementAndGet();
    HttpPrincipal principal = exchange.getPrincipal();
    answering(principal == null ? "nobody" : principal.getUsername()).handle(exchange);
  }

  private static final class PasswordOf extends BasicAuthenticator {
    private final String name;
    private final String password;

    PasswordOf(String name, String password) {
      super("test", US_ASCII);
      this.name = name;
      this.password = password;
    }

    @Override
    public boolean checkCredentials(String name, String password) {
      return this.name.equals(name) && this.password.equals(password);
    }
  }
}
