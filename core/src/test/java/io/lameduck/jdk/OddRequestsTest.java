package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.Drill;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends, the wrapped server answers what the JDK's own does, to the byte: the one
 * that no service was made of, and the one of a service that is ready.
 */
@Timeout(60)
class OddRequestsTest {
  private static final String HOST = "Host: localhost\r\n\r\n";
  private static final int PATIENCE_MILLIS = 10_000;

  private static ExecutorService threads;
  private static ExecutorService clients;
  private static HttpServer plain;
  private static HttpServer unused;
  private static HttpServer served;
  private static Drill drill;

  @BeforeAll
  static void start() throws IOException {
    threads = QuietThreads.pool(16);
    clients = QuietThreads.pool(8); // some requests are answered by silence, for seconds
    plain = withContexts(((Tracked) create()).tracking().delegate());
    unused = withContexts(create());
    served = withContexts(create());
    plain.start();
    unused.start();
    drill = new Drill(JdkServer.of(served)).start();
  }

  @AfterAll
  static void stop() {
    drill.close();
    plain.stop(0);
    unused.stop(0);
    threads.shutdownNow();
    clients.shutdownNow();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("requests")
  void areAnsweredAsByTheJdk(String request) throws Exception {
    Future<String> byTheJdk = clients.submit(() -> answer(plain, request));
    Future<String> beside = clients.submit(() -> answer(unused, request));
    String answer = answer(served, request);
    String expected = byTheJdk.get();
    assertThat(beside.get()).as("server without a service").isEqualTo(expected);
    assertThat(answer)
        .as("server of a service")
        .usingComparator(OddRequestsTest::inMeaning)
        .isEqualTo(expected);
  }

  static Stream<String> requests() {
    return Stream.of(
            requestLines(), targets(), heads(), bodies(), contexts(), handlers(), pipelines())
        .flatMap(all -> all);
  }

  private static Stream<String> requestLines() {
    return Stream.of(
            "GET /hello HTTP/1.1",
            "GET /hello HTTP/1.0",
            "GET /hello HTTP/0.9",
            "GET /hello HTTP/2.0",
            "GET /hello HTTP/1.1 ",
            "GET /hello http/1.1",
            "GET /hello",
            "GET  /hello HTTP/1.1",
            " GET /hello HTTP/1.1",
            "GET\t/hello\tHTTP/1.1",
            "GET /he llo HTTP/1.1",
            "GET",
            "",
            "\r\nGET /hello HTTP/1.1",
            "get /hello HTTP/1.1",
            "G(T /hello HTTP/1.1",
            "BREW /hello HTTP/1.1",
            "HEAD /hello HTTP/1.1",
            "OPTIONS /hello HTTP/1.1",
            "TRACE /hello HTTP/1.1",
            "DELETE /hello HTTP/1.1",
            "CONNECT localhost:80 HTTP/1.1",
            "PRI * HTTP/2.0",
            "\u0016\u0003\u0001\u0002")
        .map(line -> line + "\r\n" + HOST);
  }

  private static Stream<String> targets() {
    return Stream.of(
            "/",
            "*",
            "hello",
            "?",
            "/hello?",
            "/hello?a=b&c",
            "/hello#part",
            "/hello;a=b",
            "/hello/",
            "/hello/below",
            "/helloworld",
            "//hello",
            "/./hello",
            "/x/../hello",
            "/%68ello",
            "/%",
            "/%zz",
            "/hello|b",
            "/h\u00e9llo",
            "/" + "x".repeat(9_000),
            "/missing",
            "/aliveness", // beside a probe: without a handler
            "/readyz",
            "/startling", // and without a context
            "http://localhost/hello",
            "http://user:secret@localhost/hello",
            "http://localhost",
            "http:///hello",
            "https://localhost/hello",
            "urn:hello")
        .map(target -> "GET " + target + " HTTP/1.1\r\n" + HOST);
  }

  private static Stream<String> heads() {
    return Stream.of(
            "",
            "Host:\r\n",
            "Host: a\r\nHost: b\r\n",
            "Host: localhost\r\nConnection: close\r\n",
            "Host: localhost\r\nConnection: keep-alive\r\n",
            "Host: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n",
            "Host: localhost\r\nNo colon\r\n",
            "Host: localhost\r\n: no name\r\n",
            "Host: localhost\r\nX : blank\r\n",
            "Host: localhost\r\nX: folded\r\n here\r\n",
            "Host: localhost\r\nX: \u0000\r\n",
            "Host: localhost\nX: bare\n",
            "Host: localhost\r\nX: " + "x".repeat(20_000) + "\r\n")
        .flatMap(
            head ->
                Stream.of(
                    "GET /hello HTTP/1.1\r\n" + head + "\r\n",
                    "GET /hello HTTP/1.0\r\n" + head + "\r\n"));
  }

  private static Stream<String> bodies() {
    return Stream.of(
            "Content-Length: 5\r\n\r\nhello",
            "Content-Length: 5\r\n\r\nhel",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "Content-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
            "Content-Length: 5\r\nExpect: something\r\n\r\nhello",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: gzip\r\n\r\nhello",
            "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
        .flatMap(
            rest ->
                Stream.of("/echo", "/early")
                    .map(path -> "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + rest));
  }

  private static Stream<String> contexts() {
    return Stream.of(
            "/without-a-handler", "/ready-orders", "/startedJobs", "/a", "/private", "/filtered")
        .flatMap(path -> Stream.of("GET " + path + " HTTP/1.1\r\n" + HOST, head(path), post(path)));
  }

  private static Stream<String> handlers() {
    return Stream.of(
            "/chunked", "/no-content", "/throws", "/breaks", "/drops", "/short", "/long", "/twice")
        .flatMap(path -> Stream.of("GET " + path + " HTTP/1.1\r\n" + HOST, head(path)));
  }

  private static Stream<String> pipelines() {
    return Stream.of(
        "GET /hello HTTP/1.1\r\n" + HOST + "GET /missing HTTP/1.1\r\n" + HOST,
        "GET /hello HTTP/1.1\r\n" + HOST + "GET /chunked HTTP/1.1\r\n" + HOST + "rubbish\r\n\r\n",
        post("/echo") + "GET /hello HTTP/1.1\r\n" + HOST,
        post("/early") + "GET /hello HTTP/1.1\r\n" + HOST);
  }

  private static String head(String path) {
    return "HEAD " + path + " HTTP/1.1\r\n" + HOST;
  }

  private static String post(String path) {
    return "POST " + path + " HTTP/1.1\r\nContent-Length: 5\r\nHost: localhost\r\n\r\nhello";
  }

  private static HttpServer create() throws IOException {
    return HttpServer.create(DrilledServer.freePort(), 0);
  }

  private static HttpServer withContexts(HttpServer server) {
    server.setExecutor(threads);
    server.createContext("/hello", answering("hello"));
    server.createContext("/echo", OddRequestsTest::echo);
    server.createContext("/early", answering("early"));
    server.createContext("/chunked", OddRequestsTest::answerInChunks);
    server.createContext("/no-content", exchange -> exchange.sendResponseHeaders(204, -1));
    server.createContext("/throws", exchange -> fail(new IllegalStateException("wanted")));
    server.createContext("/breaks", exchange -> fail(new LinkageError("wanted")));
    server.createContext("/drops", HttpExchange::close);
    server.createContext("/short", exchange -> answer(exchange, 9));
    server.createContext("/long", exchange -> answer(exchange, 3));
    server.createContext("/twice", OddRequestsTest::answerTwice);
    server.createContext("/without-a-handler").getFilters().add(new NamingFilter());
    server.createContext("/a").getFilters().add(new NamingFilter());
    server.createContext("/private", answering("hello")).setAuthenticator(new Nobody());
    server.createContext("/filtered", answering("hello")).getFilters().add(new NamingFilter());
    withAttribute(server.createContext("/rea", OddRequestsTest::answerAttribute));
    withAttribute(server.createContext("/starte", OddRequestsTest::answerAttribute));
    return server;
  }

  private static void withAttribute(HttpContext context) {
    context.getAttributes().put("greeting", "hello from " + context.getPath());
  }

  private static void answerAttribute(HttpExchange exchange) throws IOException {
    exchange.setAttribute("path", exchange.getHttpContext().getPath());
    answering(exchange.getAttribute("greeting") + " at " + exchange.getAttribute("path"))
        .handle(exchange);
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    answering(exchange.getRequestMethod() + " " + new String(body, ISO_8859_1)).handle(exchange);
  }

  private static void answerInChunks(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("hello".getBytes(ISO_8859_1));
    }
  }

  private static void answer(HttpExchange exchange, int length) throws IOException {
    exchange.sendResponseHeaders(200, length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("hello".getBytes(ISO_8859_1));
    }
  }

  private static void answerTwice(HttpExchange exchange) throws IOException {
    HttpHandler answer = answering("hello");
    answer.handle(exchange);
    answer.handle(exchange);
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static void fail(Error failure) {
    throw failure;
  }

  /** What comes until the server closes the connection, which the client has half closed. */
  private static String answer(HttpServer server, String request) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    try (Socket socket = new Socket(address, server.getAddress().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      return read(socket.getInputStream()).replaceAll("Date: [^\r]*", "Date: now");
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
      }
      return answer + "<end>";
    } catch (SocketTimeoutException e) {
      return answer + "<silence>";
    } catch (SocketException e) {
      return answer + "<end>"; // reset, where the request was not read to its end
    }
  }

  /** No handler can leave out the date, or choose the order of the headers and how they look. */
  private static int inMeaning(String one, String other) {
    return lines(one).equals(lines(other)) ? 0 : 1;
  }

  private static List<String> lines(String answer) {
    return answer
        .toLowerCase(Locale.ROOT)
        .lines()
        .filter(line -> !line.startsWith("date:"))
        .sorted()
        .toList();
  }

  private static final class NamingFilter extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      exchange.getResponseHeaders().set("X-Filtered", exchange.getHttpContext().getPath());
      chain.doFilter(exchange);
    }

    @Override
    public String description() {
      return "naming";
    }
  }

  private static final class Nobody extends BasicAuthenticator {
    Nobody() {
      super("nowhere");
    }

    @Override
    public boolean checkCredentials(String user, String password) {
      return false;
    }
  }
}
