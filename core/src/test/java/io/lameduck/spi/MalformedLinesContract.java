package io.lameduck.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Server} owes to requests that are malformed or odd: the answer of the plain server,
 * to the byte. A subclass brings both.
 */
@Timeout(60)
public abstract class MalformedLinesContract {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final String HEADERS = "Host: localhost\r\nConnection: close\r\n\r\n";
  private static final Map<String, String> LINES = new LinkedHashMap<>();

  static {
    LINES.put("a path with a character that is not allowed", "GET /a|b HTTP/1.1\r\n" + HEADERS);
    LINES.put("a method with a character that is not allowed", "G(T / HTTP/1.1\r\n" + HEADERS);
    LINES.put("a path that is not decodable", "GET /%zz HTTP/1.1\r\n" + HEADERS);
    LINES.put("a path that leaves the root", "GET /../../a HTTP/1.1\r\n" + HEADERS);
    LINES.put("an encoded slash", "GET /a%2Fb HTTP/1.1\r\n" + HEADERS);
    LINES.put("an encoded null", "GET /a%00b HTTP/1.1\r\n" + HEADERS);
    LINES.put("a URI of 9 KB", "GET /" + "a".repeat(9 * 1024) + " HTTP/1.1\r\n" + HEADERS);
    LINES.put("no host", "GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n");
    LINES.put("an unknown version", "GET /hello HTTP/9.9\r\n" + HEADERS);
    LINES.put("a length that is none", "GET /hello HTTP/1.1\r\nContent-Length: x\r\n" + HEADERS);
    LINES.put("a path without a slash", "GET hello HTTP/1.1\r\n" + HEADERS);
    LINES.put("an asterisk", "OPTIONS * HTTP/1.1\r\n" + HEADERS);
    LINES.put("an authority", "CONNECT user:secret@localhost:443 HTTP/1.1\r\n" + HEADERS);
    LINES.put("an absolute target", "GET http://localhost/hello HTTP/1.1\r\n" + HEADERS);
    LINES.put("a path with a parameter", "GET /ready;x HTTP/1.1\r\n" + HEADERS);
    LINES.put("TLS on a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n");
  }

  private int plain;
  private Drill drill;

  /** Starts the server without the library; its port. */
  protected abstract int startPlain(List<Route> routes) throws Exception;

  /** The same server, which has not been started. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of that, once it has been started. */
  protected abstract int port();

  /** The service has ended: takes back what was needed for both servers. */
  protected abstract void ended() throws Exception;

  @BeforeEach
  void start() throws Exception {
    List<Route> routes = List.of(Route.at("/hello", call -> call.answer(200, "hello")));
    plain = startPlain(routes);
    drill = new Drill(server(routes)).start();
  }

  @AfterEach
  void end() throws Exception {
    drill.close();
    ended();
  }

  @Test
  void areAnsweredAsByThePlainServer() {
    assertAnsweredAlike();
  }

  @Test
  void areAnsweredAsByThePlainServerInTheLameDuck() {
    drill.beginLameDuck();
    assertAnsweredAlike();
  }

  private void assertAnsweredAlike() {
    Map<String, CompletableFuture<String>> expected = answers(plain);
    Map<String, CompletableFuture<String>> actual = answers(port());
    SoftAssertions all = new SoftAssertions();
    expected.forEach(
        (name, answer) ->
            all.assertThat(actual.get(name).join()).as(name).isEqualTo(answer.join()));
    all.assertAll();
  }

  /** All at once: some servers answer nothing and keep the connection. */
  private static Map<String, CompletableFuture<String>> answers(int port) {
    Map<String, CompletableFuture<String>> answers = new LinkedHashMap<>();
    LINES.forEach(
        (name, line) ->
            answers.put(
                name,
                CompletableFuture.supplyAsync(
                    () -> answer(port, line), task -> new Thread(task).start())));
    return answers;
  }

  private static String answer(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return withoutWhatDiffersByItself(answer);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * The time, and the identity of any length that Jetty's page of an error gives of its servlet.
   */
  private static String withoutWhatDiffersByItself(String answer) {
    String timeless = answer.replaceAll("(?m)^Date: .*$", "Date: now");
    String anonymous = timeless.replaceAll("Servlet-[0-9a-f]+", "Servlet-identity");
    return anonymous.equals(timeless)
        ? timeless
        : anonymous.replaceAll("(?m)^Content-Length: \\d+", "Content-Length: as long");
  }
}
