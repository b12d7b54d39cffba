package io.lameduck.rehearsal.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request of the rehearsed service; one with a body is a POST.
 *
 * @param expected what the beginning of the answer's body has to contain; often nothing
 */
record Request(String target, int bodyBytes, boolean slowBody, String expected) {
  private static final String NUMBER = "{n}";

  /** All are of one length, so that none is part of another. */
  private static final int FIRST_NUMBER = 100_000;

  private static final int PIECES = 10;
  private static final long BETWEEN_PIECES_MILLIS = 100;

  static Request of(Clients clients) {
    boolean slow = clients.kind() == ClientKind.UPLOAD;
    return new Request(clients.target(), clients.bodyBytes(), slow, "");
  }

  /** With a number of its own where the target has a place for it: its answer has to contain it. */
  Request numbered() {
    if (!target.contains(NUMBER)) {
      return this;
    }
    String number =
        Integer.toString(ThreadLocalRandom.current().nextInt(FIRST_NUMBER, 10 * FIRST_NUMBER));
    return new Request(target.replace(NUMBER, number), bodyBytes, slowBody, number);
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

  /** Passes every status below 400 with the answer to this request, and nothing else. */
  void check(int status, String bodyStart, String pod) throws RequestFailed {
    if (status >= 400) {
      FailureKind kind = status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.WRONG_ANSWER;
      throw new RequestFailed(kind, pod, this + " of " + pod + " was answered " + status);
    }
    if (!bodyStart.contains(expected)) {
      throw new RequestFailed(
          FailureKind.WRONG_ANSWER,
          pod,
          this + " of " + pod + ": the number " + expected + " is not in the answer");
    }
  }

  @Override
  public String toString() {
    return method() + " " + target;
  }
}
