package io.lameduck.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.spi.SelfSigned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;

/**
 * Answers like an API server, over TLS, one request a connection. Each script is used once, in
 * order, and the last one for all that follow.
 */
final class FakeApi implements AutoCloseable {
  /** What is written to one client. */
  interface Script {
    void write(OutputStream out) throws IOException;
  }

  /** The time by its clock, which is not that of this machine. */
  static final Instant NOW = Instant.parse("2031-05-17T08:30:07Z");

  /** The head of each request. */
  final List<String> heads = new CopyOnWriteArrayList<>();

  /** How many connections came, with or without a request. */
  final List<Socket> connections = new CopyOnWriteArrayList<>();

  private final Deque<Script> scripts = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SSLServerSocket server;

  FakeApi(SelfSigned certificate, Script... scripts) throws IOException {
    this.scripts.addAll(List.of(scripts));
    this.server =
        (SSLServerSocket)
            certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  static Script pod(String json) {
    return respond(200, NOW, json);
  }

  static Script status(int status) {
    return respond(status, NOW, "{\"kind\":\"Status\",\"code\":" + status + "}");
  }

  static Script respond(int status, Instant date, String body) {
    String shown = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    return raw(status + " Any\r\nDate: " + shown, body);
  }

  /** With no field in its head but these. */
  static Script raw(String head, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return out -> {
      out.write(("HTTP/1.1 " + head + "\r\n").getBytes(US_ASCII));
      out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(US_ASCII));
      out.write(bytes);
      out.flush();
    };
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      threads.shutdown(); // closed
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      heads.add(head(connection));
      next().write(connection.getOutputStream());
    } catch (IOException e) {
      connections.remove(connection); // the client has gone, or does not trust this server
    }
  }

  private synchronized Script next() {
    return scripts.size() > 1 ? scripts.remove() : scripts.element();
  }

  private static String head(Socket connection) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
    StringBuilder head = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        return head.toString();
      }
      head.append(line).append('\n');
    }
    throw new IOException("no request");
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
      threads.shutdownNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
