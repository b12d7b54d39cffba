package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lameduck.rehearsal.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Over this version of TLS, with this protocol if the client offers any by ALPN. */
  static Peer over(String tls, String protocol, Socket raw) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            SelfSigned.context().getSocketFactory().createSocket(raw, null, raw.getPort(), true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(new String[] {tls});
    secured.setHandshakeApplicationProtocolSelector(
        (any, offered) -> offered.isEmpty() ? "" : protocol);
    secured.startHandshake();
    return new Peer(raw, secured);
  }

  /** Leaves the connection open, and does not read, until the test is over. */
  void stall() throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException("the test is over").initCause(e);
    }
  }

  /** Lets an HTTP/2 client send as much as it likes. */
  void openWindow() throws IOException {
    ByteBuffer frames = ByteBuffer.allocate(2 * 9 + 6 + 4);
    frames.put(new byte[] {0, 0, 6, 4, 0}).putInt(0); // SETTINGS
    frames.putShort((short) 4).putInt(Integer.MAX_VALUE); // SETTINGS_INITIAL_WINDOW_SIZE
    frames.put(new byte[] {0, 0, 4, 8, 0}).putInt(0).putInt(1 << 30); // WINDOW_UPDATE
    out().write(frames.array());
  }

  /** Accepts the handshake of a WebSocket. */
  void upgrade() throws IOException {
    Matcher key = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)").matcher(head());
    if (!key.find()) {
      throw new IOException("no handshake of a WebSocket");
    }
    byte[] accepted =
        sha1().digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
    write("HTTP/1.1 101 \r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
    write("Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accepted) + "\r\n\r\n");
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the head of a request; false if the client has closed instead. */
  boolean readRequest() throws IOException {
    return requestLine() != null;
  }

  /** The same; its first line, or null. */
  @Nullable String requestLine() throws IOException {
    String head = head();
    return head.isEmpty() ? null : head.substring(0, head.indexOf("\r\n"));
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
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
