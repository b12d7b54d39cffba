package io.lameduck.jdk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a response: tells when it is complete, and when it never will be. Handlers that
 * forget to close it, or that hide the failure of a write, must not keep a drain waiting.
 */
final class ResponseBody extends FilterOutputStream {
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private final TrackedRequest request;
  private long missing = Long.MAX_VALUE;
  private boolean ended;

  ResponseBody(OutputStream body, TrackedRequest request) {
    super(body);
    this.request = request;
  }

  /** The head has announced so many bytes. */
  void expect(long length) {
    missing = length;
  }

  /**
   * The head has announced no body, and with it the JDK has ended the exchange. Older updates of
   * JDK 17 end it once more when the body is closed, and lose count of what they have in flight.
   */
  void expectNothing() {
    ended = true;
  }

  @Override
  public void write(int b) throws IOException {
    attempt(() -> out.write(b));
    written(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    attempt(() -> out.write(bytes, offset, length));
    written(length);
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  @Override
  public void close() throws IOException {
    try {
      if (!ended) {
        out.close(); // flushes where that can succeed; flushing before the head is sent cannot
      }
    } finally {
      request.answered();
    }
  }

  /** What is written last has to be on its way before the response counts as complete. */
  private void written(int count) throws IOException {
    missing -= count;
    if (missing == 0) {
      flush();
      request.answered();
    }
  }

  private void attempt(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      request.failed();
      throw e;
    }
  }
}
