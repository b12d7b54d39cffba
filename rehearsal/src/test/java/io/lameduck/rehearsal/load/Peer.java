package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lameduck.rehearsal.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection, with the good and bad things a server can do with it. */
final class Peer {
  private final Socket raw;
  private final Socket socket;

  Peer(Socket socket) {
    this(socket, socket);
  }

  private Peer(Socket raw, Socket socket) {
    this.raw = raw;
    this.socket = socket;
  }

  static Peer over(String tls, Socket raw) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            SelfSigned.context().getSocketFactory().createSocket(raw, null, raw.getPort(), true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(new String[] {tls});
    secured.startHandshake();
    return new Peer(raw, secured);
  }

  /** Reads the head of a request; false if the client has closed instead. */
  boolean readRequest() throws IOException {
    return requestLine() != null;
  }

  /** The same; its first line, or null. */
  @Nullable String requestLine() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  void answer(int status, String header, String body) throws IOException {
    write(
        "HTTP/1.1 " + status + " \r\nContent-Length: " + body.length() + "\r\n" + header + "\r\n");
    write(body);
  }

  void answerOk() throws IOException {
    answer(200, "", "fine");
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Over TLS with a close_notify. */
  void close() throws IOException {
    socket.close();
  }

  /** Ends the connection below TLS, without a word. */
  void cut() throws IOException {
    raw.close();
  }

  /** Closes with RST in place of FIN. */
  void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  void readBody(int length) throws IOException {
    socket.getInputStream().skipNBytes(length);
  }

  /** Ends its own side, and reads what comes until the client ends the other. */
  void drain() throws IOException {
    socket.shutdownOutput();
    awaitClose();
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Reads until the client gives up. */
  void awaitClose() throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
