package io.lameduck.jdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request: reports a failed read, even where the handler hides it. */
final class RequestBody extends FilterInputStream {
  private final TrackedRequest request;

  RequestBody(InputStream body, TrackedRequest request) {
    super(body);
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      request.failed();
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      request.failed();
      throw e;
    }
  }
}
