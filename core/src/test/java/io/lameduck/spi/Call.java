package io.lameduck.spi;

import java.io.IOException;
import java.io.OutputStream;

/** A request in terms that every server understands. */
public interface Call {
  /** Reads the body of the request to its end. */
  String body() throws IOException;

  /** Sends a complete response; with an empty body, one that has none. */
  void answer(int status, String body) throws IOException;

  /** Sends the head of a response whose length is unknown; it is complete when this is closed. */
  OutputStream stream() throws IOException;

  /** Ends the request without the response it was to have: with none, or with an error. */
  void drop() throws IOException;
}
