package io.lameduck.it.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/** One HTTP/1.1 request of the rehearsed service; {@code bodyLength} bytes go with a POST. */
record Request(String method, String target, int bodyLength) {
  static Request get(String target) {
    return new Request("GET", target, 0);
  }

  static Request post(String target, int bodyLength) {
    return new Request("POST", target, bodyLength);
  }

  void writeTo(OutputStream out) throws IOException {
    byte[] head = head().getBytes(ISO_8859_1);
    byte[] message = new byte[head.length + bodyLength];
    System.arraycopy(head, 0, message, 0, head.length);
    out.write(message);
  }

  private String head() {
    String line = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    return isPost() ? line + "Content-Length: " + bodyLength + "\r\n\r\n" : line + "\r\n";
  }

  /** Passes the answer asked for and nothing else. */
  Response check(Response response) throws RequestFailed {
    if (response.status() >= 500) {
      throw new RequestFailed(FailureKind.SERVER_ERROR, response.status() + " to " + this);
    }
    if (!isAnsweredBy(response)) {
      throw new RequestFailed(FailureKind.WRONG_ANSWER, response + " to " + this);
    }
    return response;
  }

  /** A POST is answered with the length of its body, anything else with some body. */
  private boolean isAnsweredBy(Response response) {
    String body = response.body().trim();
    boolean good = isPost() ? body.equals(Integer.toString(bodyLength)) : !body.isEmpty();
    return good && response.status() == 200;
  }

  private boolean isPost() {
    return method.equals("POST");
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
