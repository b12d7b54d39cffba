package io.lameduck.rehearsal.load;

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
  private static final int PIECE = 8192;

  private final InputStream in;
  private final BodyStart body = new BodyStart();
  private boolean begun;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /** Whether at least one byte of the answer has arrived. */
  boolean begun() {
    return begun;
  }

  /**
   * Reads to the end of the body, however long that is, and keeps the beginning of it.
   *
   * @throws EOFException if the stream ends before
   * @throws ProtocolException if what comes is not HTTP/1
   */
  Response read() throws IOException {
    ResponseHead head = head();
    while (head.isInterim()) {
      head = head();
    }
    readBody(head);
    return new Response(head.status(), head.keepsAlive(), head.pod(), body.toString());
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

  private void readBody(ResponseHead head) throws IOException {
    if (!head.hasBody()) {
      return;
    }
    if (head.isChunked()) {
      readChunks();
    } else if (head.endsWithConnection()) {
      in.transferTo(body);
    } else {
      read(head.contentLength());
    }
  }

  private void readChunks() throws IOException {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      read(size);
      emptyLine();
    }
    skipTrailers();
  }

  private long chunkSize() throws IOException {
    String line = line();
    int extension = line.indexOf(';');
    try {
      return Long.parseLong((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
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

  private void skipTrailers() throws IOException {
    String line = line();
    while (!line.isEmpty()) {
      line = line();
    }
  }

  private void read(long length) throws IOException {
    byte[] piece = new byte[PIECE];
    for (long left = length; left > 0; ) {
      int read = in.read(piece, 0, (int) Math.min(left, PIECE));
      if (read < 0) {
        throw new EOFException("before the end of " + length + " bytes");
      }
      body.write(piece, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
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
