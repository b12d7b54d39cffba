package io.lameduck.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A server that can be drained. The core calls the methods in the order in which they stand here,
 * each from one thread at a time and never from a thread of the server; none may block for long.
 *
 * <p>With the context that {@link #start} is given, each request is served like this:
 *
 * <pre>{@code
 * Ticket ticket = context.inFlight().tryEnter(() -> "GET /orders");
 * if (ticket == null) {
 *   refuse(request); // 503
 * } else {
 *   try (ticket) {
 *     serve(request, context.isLameDuck());
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Server extends AutoCloseable {
  /** How logs call it: {@code http :8080}. */
  String name();

  /** The ports it listens on; before it starts those that are known. */
  default Set<Integer> ports() {
    return Set.of();
  }

  /** Configuration problems and their fixes, one sentence each; logged as warnings. */
  default List<String> advice() {
    return List.of();
  }

  /**
   * Wires tickets and probes in, and starts the server unless its owner has. From here on the
   * server takes a ticket for each request and, while {@link ServerContext#isLameDuck()}, announces
   * the end of each connection with its response.
   *
   * @throws IOException when the server cannot start
   */
  void start(ServerContext context) throws IOException;

  /**
   * The shutdown has begun. New connections are still accepted and everything is served. This and
   * all that follows is called by a thread that does not wait for ever: what takes long goes on in
   * the background while the shutdown continues.
   */
  default void lameDuck() {}

  /**
   * Whether clients may be waiting where the server does not see them: at a connection limit that
   * is reached, or behind threads that are all busy while work is queued. Their silence says
   * nothing, so the lame duck goes on until they have been let in, or its maximum is over. Asked
   * when it would end.
   */
  default boolean congested() {
    return false;
  }

  /** Refuses new connections; those that are open stay served. */
  void stopAccepting();

  /**
   * Closes the connections that are idle, or become so, each after a last chance for one more
   * request, and spread over that time so that clients do not reconnect all at once. Servers that
   * cannot close single connections do nothing.
   *
   * @param linger the last chance, and the time over which closing is spread
   */
  default void closeIdle(Duration linger) {}

  /**
   * How many connections are open, or empty where the server cannot tell. A server that can tell
   * calls {@link ServerContext#changed()} when one is closed.
   */
  default OptionalLong connections() {
    return OptionalLong.empty();
  }

  /** Stops the server and cuts whatever it still serves. Also called after a failed start. */
  @Override
  void close();
}
