package io.lameduck.it.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** Reads one answer and remembers whether it had begun when reading failed. */
final class ResponseReader {
  private final InputStream in;
  private boolean begun;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /** Whether at least one byte of the answer has arrived. */
  boolean begun() {
    return begun;
  }

  /**
   * Reads to the end of the body.
   *
   * @throws EOFException if the stream ends before
   * @throws ProtocolException if what comes is not HTTP/1.1 with a body of known length
   */
  Response read() throws IOException {
    ResponseHead head = head();
    while (head.isInterim()) {
      head = head();
    }
    return new Response(head.status(), head.keepsAlive(), body(head));
  }

  private ResponseHead head() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw new ProtocolException("an empty line instead of a status line");
    }
    return ResponseHead.of(lines);
  }

  private String body(ResponseHead head) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return "";
    }
    return head.isChunked() ? chunks() : bytes(head.contentLength());
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(bytes(size));
      emptyLine();
    }
    emptyLine();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    String line = line();
    try {
      return Integer.parseInt(line, 16);
    } catch (NumberFormatException e) {
      throw (ProtocolException) new ProtocolException("not a chunk size: " + line).initCause(e);
    }
  }

  private void emptyLine() throws IOException {
    String line = line();
    if (!line.isEmpty()) {
      throw new ProtocolException("not the end of a chunk: " + line);
    }
  }

  private String bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, ISO_8859_1);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = next(); next != '\n'; next = next()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private int next() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException(begun ? "in the head of the answer" : "before the answer");
    }
    begun = true;
    return next;
  }
}
