package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/** One HTTP/1.1 request of the rehearsed service; one with a body is a POST. */
record Request(String target, int bodyBytes, boolean slowBody) {
  private static final int PIECES = 10;
  private static final long BETWEEN_PIECES_MILLIS = 100;

  static Request of(Clients clients) {
    boolean slow = clients.kind() == ClientKind.UPLOAD;
    return new Request(clients.target(), clients.bodyBytes(), slow);
  }

  void writeTo(OutputStream out) throws IOException, InterruptedException {
    out.write(head().getBytes(ISO_8859_1));
    if (slowBody) {
      writePieces(out);
    } else if (bodyBytes > 0) {
      out.write(new byte[bodyBytes]);
    }
  }

  /** About a second of it, so that a drain can begin in the middle. */
  private void writePieces(OutputStream out) throws IOException, InterruptedException {
    int left = bodyBytes;
    for (int pieces = PIECES; pieces > 0; pieces--) {
      Thread.sleep(BETWEEN_PIECES_MILLIS);
      out.write(new byte[left / pieces]);
      left -= left / pieces;
    }
  }

  private String head() {
    String line = method() + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    String length = bodyBytes > 0 ? "Content-Length: " + bodyBytes + "\r\n" : "";
    return line + length + "\r\n";
  }

  private String method() {
    return bodyBytes > 0 ? "POST" : "GET";
  }

  /** Passes every status below 400 and nothing else. */
  void check(int status, String pod) throws RequestFailed {
    if (status >= 400) {
      FailureKind kind = status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.WRONG_ANSWER;
      throw new RequestFailed(kind, pod, this + " of " + pod + " was answered " + status);
    }
  }

  @Override
  public String toString() {
    return method() + " " + target;
  }
}
