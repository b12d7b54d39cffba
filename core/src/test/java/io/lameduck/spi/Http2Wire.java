package io.lameduck.spi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http2.hpack.HPackDecoder;

/**
 * One connection of a client that speaks HTTP/2 from the first byte, and knows just enough of it:
 * it opens streams, and remembers what the server has sent. As strict as curl and HAProxy are with
 * what a response must not say.
 */
public final class Http2Wire implements AutoCloseable {
  /** The last-stream number of a GOAWAY that leaves all streams open. */
  public static final int ALL = Integer.MAX_VALUE;

  /** The code of a reset that says: not served, and may be sent again. */
  public static final int REFUSED_STREAM = 7;

  /** What HTTP/1.1 says of its connection is malformed here (RFC 9113, 8.2.2). */
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int TABLE_SIZE = 4096;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PRIORITY = 32;
  private static final int PRIORITY_BYTES = 5;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final HPackDecoder hpack = new HPackDecoder(TABLE_SIZE, US_ASCII);
  private final Map<Integer, Integer> statuses = new HashMap<>();
  private final List<Integer> complete = new ArrayList<>();
  private final Map<Integer, Integer> resets = new HashMap<>();
  private final List<Integer> goAways = new ArrayList<>();
  private int nextStream = 1;
  private boolean ended;

  private Http2Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  /** A connection to a port of this machine. */
  public static Http2Wire to(int port) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A connection that has been made. */
  static Http2Wire over(Socket socket) throws IOException {
    return new Http2Wire(socket);
  }

  /** A connection with TLS, on which the server agrees to HTTP/2. */
  public static Http2Wire to(int port, SelfSigned certificate) throws IOException {
    return new Http2Wire(certificate.open(port, "h2"));
  }

  /** Opens a stream for a request without a body; its number. */
  public int get(String path) throws IOException {
    return request("GET", path);
  }

  /** Opens a stream for a request of any method without a body; its number. */
  public int request(String method, String path) throws IOException {
    return open(head(method, path));
  }

  /** Opens a stream for a request without a body that says who sends it; its number. */
  public int get(String path, String userAgent) throws IOException {
    ByteArrayOutputStream headers = head("GET", path);
    headers.write(0x0f); // the index goes on
    headers.write(text(0x2b, userAgent)); // 15 + 43: user-agent
    return open(headers);
  }

  private ByteArrayOutputStream head(String method, String path) throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.write(text(0x02, method)); // :method
    headers.write(socket instanceof SSLSocket ? 0x87 : 0x86); // :scheme https or http
    headers.write(text(0x04, path)); // :path
    headers.write(text(0x01, "localhost")); // :authority
    return headers;
  }

  /** Opens a stream to be tunnelled to an authority; its number. */
  public int connect(String authority) throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.write(text(0x02, "CONNECT"));
    headers.write(text(0x01, authority));
    return open(headers);
  }

  private int open(ByteArrayOutputStream headers) throws IOException {
    int stream = nextStream;
    nextStream += 2;
    send(HEADERS, END_STREAM | END_HEADERS, stream, headers.toByteArray());
    return stream;
  }

  /** Waits for a complete response; its status. */
  public int status(int stream) throws IOException {
    await(() -> complete.contains(stream) || resets.containsKey(stream));
    return complete.contains(stream) ? statuses.get(stream) : 0;
  }

  /** Waits for a complete response, or the end of the stream or connection; in words. */
  public String outcome(int stream) throws IOException {
    int status = status(stream);
    return complete.contains(stream)
        ? "status " + status
        : resets.containsKey(stream) ? "reset " + resets.get(stream) : "closed, " + goAways;
  }

  /** Waits until the server resets a stream; the code it gives. */
  public OptionalInt reset(int stream) throws IOException {
    await(() -> resets.containsKey(stream));
    return resets.containsKey(stream) ? OptionalInt.of(resets.get(stream)) : OptionalInt.empty();
  }

  /** Waits for so many GOAWAY frames; the last-stream numbers of all that have come. */
  public List<Integer> goAways(int atLeast) throws IOException {
    await(() -> goAways.size() >= atLeast);
    return List.copyOf(goAways);
  }

  /** Whether a GOAWAY has come. */
  public boolean told() {
    return !goAways.isEmpty();
  }

  /** Waits until the server closes the connection; the last-stream numbers it has sent. */
  public List<Integer> goAwaysUntilTheEnd() throws IOException {
    await(() -> false);
    return List.copyOf(goAways);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void await(BooleanSupplier condition) throws IOException {
    while (!ended && !condition.getAsBoolean()) {
      try {
        readFrame();
      } catch (EOFException | SocketException e) {
        ended = true;
      }
    }
  }

  private void readFrame() throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(lengthAndType >>> 8);
    switch (lengthAndType & 0xff) {
      case HEADERS -> statuses.putIfAbsent(stream, statusIn(fieldsOf(payload, flags)));
      case RST_STREAM -> resets.putIfAbsent(stream, ByteBuffer.wrap(payload).getInt());
      case GOAWAY -> goAways.add(ByteBuffer.wrap(payload).getInt());
      case SETTINGS, PING -> acknowledge(lengthAndType & 0xff, flags, payload);
      default -> {}
    }
    boolean ofStream = (lengthAndType & 0xff) == HEADERS || (lengthAndType & 0xff) == DATA;
    if (ofStream && (flags & END_STREAM) != 0) {
      complete.add(stream);
    }
  }

  private void acknowledge(int type, int flags, byte[] payload) throws IOException {
    if ((flags & ACK) == 0) {
      send(type, ACK, 0, type == PING ? payload : new byte[0]);
    }
  }

  /** Some servers say how urgent a response is. */
  private static ByteBuffer fieldsOf(byte[] payload, int flags) {
    ByteBuffer fields = ByteBuffer.wrap(payload);
    return (flags & PRIORITY) == 0 ? fields : fields.position(PRIORITY_BYTES).slice();
  }

  private int statusIn(ByteBuffer fields) throws IOException {
    try {
      List<Header> headers = hpack.decodeHeaders(fields);
      headers.forEach(Http2Wire::requireEndToEnd);
      return headers.stream()
          .filter(header -> header.getName().equals(":status"))
          .mapToInt(header -> Integer.parseInt(header.getValue()))
          .findFirst()
          .orElseThrow();
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  private static void requireEndToEnd(Header header) {
    if (HOP_BY_HOP.contains(header.getName())) {
      throw new AssertionError("PROTOCOL_ERROR: " + header + " (RFC 9113, 8.2.2)");
    }
  }

  private static byte[] text(int index, String value) {
    byte[] text = value.getBytes(US_ASCII);
    return ByteBuffer.allocate(text.length + 2)
        .put((byte) index)
        .put((byte) text.length)
        .put(text)
        .array();
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(
        ByteBuffer.allocate(9 + payload.length)
            .putInt((payload.length << 8) | type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array());
    out.flush();
  }
}
