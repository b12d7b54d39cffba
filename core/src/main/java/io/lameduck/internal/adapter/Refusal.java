package io.lameduck.internal.adapter;

import io.lameduck.probe.ProbeAnswer;
import java.util.Map;

/**
 * What a server says to a client whose request comes when the drain is over: 503, since resources
 * are being closed, and to come again. A connection that is cut instead leaves the client in doubt
 * whether its request was served.
 *
 * @since 0.1.0
 */
public final class Refusal {
  /**
   * The value of the header {@code Retry-After}, in seconds (RFC 9110, section 10.2.3). Soon: on a
   * new connection the client reaches another instance.
   */
  public static final String RETRY_AFTER = "1";

  private static final ProbeAnswer ANSWER =
      new ProbeAnswer(
          503,
          Map.of(
              "Content-Type", "text/plain; charset=utf-8",
              "Cache-Control", "no-store",
              "Retry-After", RETRY_AFTER),
          "shutting down\n");

  private Refusal() {}

  /** Returns all of it, for a server that has no error page of its own. */
  public static ProbeAnswer answer() {
    return ANSWER;
  }
}
