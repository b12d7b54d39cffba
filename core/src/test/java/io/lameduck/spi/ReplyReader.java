package io.lameduck.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;

/** Reads one response. */
final class ReplyReader {
  private final InputStream in;
  private boolean begun;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  Reply head() throws IOException {
    String[] statusLine = line().split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] nameAndValue = line.split(": *", 2);
      headers.put(nameAndValue[0], nameAndValue[1]);
    }
    return new Reply(Integer.parseInt(statusLine[1]), headers, "");
  }

  Reply rest(Reply head) throws IOException {
    begun = true;
    return new Reply(head.status(), head.headers(), body(head));
  }

  private String body(Reply head) throws IOException {
    if (head.header("Transfer-Encoding").equals("chunked")) {
      return chunks();
    }
    String length = head.header("Content-Length");
    return length.isEmpty() && head.announcesTheEnd() && head.status() == 200
        ? new String(in.readAllBytes(), ISO_8859_1)
        : bytes(Integer.parseInt("0" + length));
  }

  /** The next chunk of a body; the last one is empty. */
  String chunk() throws IOException {
    begun = true;
    String size = line();
    if (size.isEmpty()) {
      size = line(); // some servers end the line of a chunk only when the next one comes
    }
    String chunk = bytes(Integer.parseInt(size, 16));
    if (chunk.isEmpty()) {
      line();
    }
    return chunk;
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
      body.append(chunk);
    }
    return body.toString();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); b != '\n'; b = read()) {
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private String bytes(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < count) {
      bytes.write(read());
    }
    return bytes.toString(ISO_8859_1);
  }

  private int read() throws IOException {
    try {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      begun = true;
      return b;
    } catch (SocketTimeoutException e) {
      throw e; // a test that hangs is another matter than a server that hangs up
    } catch (IOException e) {
      throw new LostReplyException(begun, e);
    }
  }
}
