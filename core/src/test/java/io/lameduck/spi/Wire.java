package io.lameduck.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * One connection of a client. It sends what it is told to and shows what comes back; nothing is
 * repeated, and no failure is hidden.
 */
public final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 200;

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A connection to a port of this machine. */
  public static Wire to(int port) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A connection that has been made. */
  public static Wire over(Socket socket) throws IOException {
    return new Wire(socket);
  }

  /** Whether nobody listens on the port. */
  public static boolean refused(int port) throws IOException {
    try {
      to(port).close();
      return false;
    } catch (SocketException e) { // or reset as it is made, where the listener is being closed
      return true;
    }
  }

  /** Sends these characters, as they are. */
  public Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a request without a body. */
  public Wire get(String path) throws IOException {
    return request("GET", path, "");
  }

  /** Sends a request with a body. */
  public Wire post(String path, String body) throws IOException {
    return send(head("POST", path, "Content-Length: " + body.length() + "\r\n") + body);
  }

  /** Sends a request without a body, with the lines of more headers. */
  public Wire request(String method, String path, String headers) throws IOException {
    return send(head(method, path, headers));
  }

  /** The head of a request. */
  public static String head(String method, String path, String headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  /**
   * Reads a response to its end.
   *
   * @throws LostReplyException if the connection ends earlier
   */
  public Reply reply() throws IOException {
    ReplyReader reader = new ReplyReader(in);
    return reader.rest(reader.head());
  }

  /** Reads the head of a response and no more. */
  public Reply replyHead() throws IOException {
    return new ReplyReader(in).head();
  }

  /** Reads the next chunk of a body; the last one is empty. */
  public String chunk() throws IOException {
    return new ReplyReader(in).chunk();
  }

  /** Reads the body that follows a head. */
  public Reply rest(Reply head) throws IOException {
    return new ReplyReader(in).rest(head);
  }

  /** Waits until the server ends the connection, or sends something after all. */
  public boolean ended() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  /** Whether the server sends nothing for a while, and leaves the connection open. */
  boolean isSilent() throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Waits until the server ends the connection without a response, or answers with an error. */
  public boolean failed() throws IOException {
    try {
      return reply().status() >= 500;
    } catch (LostReplyException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
