package io.lameduck;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Requests that a service answers before it is ready, so that its first clients do not wait for
 * classes to be loaded and code to be compiled. They are made over loopback, one after the other,
 * again and again until they get no faster, for at most {@link Setting#WARM_UP_MAX}. Without code
 * they are given by {@link Setting#WARM_UP}, which counts where none are given here.
 *
 * <pre>{@code
 * Lameduck.builder()
 *     .serve(JdkServer.of(server))
 *     .warmUp(WarmUp.get("/orders/1", "/report?days=1"))
 *     .start();
 * }</pre>
 *
 * <p>It begins when the start and all start-up checks have passed, and {@link
 * LameduckBuilder#start} does not wait for it. It never keeps a service from getting ready: a
 * request that fails is logged and not made again, and a shutdown ends it. The requests reach the
 * application like those of a client, so they have to be harmless. They are counted as served, but
 * their connections, like those of health checkers, are no sign of a client. Immutable; for any
 * thread.
 *
 * @since 0.1.0
 */
public final class WarmUp {
  private final List<Request> requests;
  private final OptionalInt port;

  private WarmUp(List<Request> requests, OptionalInt port) {
    this.requests = requests;
    this.port = port;
  }

  /** A request that is made in some way. */
  @FunctionalInterface
  public interface Request {
    /**
     * Makes the request and reads its response whole. Called by a thread of the library, many
     * times, and interrupted when the time for the warm-up is over: one that does not end then is
     * left behind, and not made again when it has ended.
     *
     * @param port the service's, on this host
     * @throws Exception if it fails: it is logged, and the request is not made again
     */
    void send(int port) throws Exception;
  }

  /**
   * Returns the warm-up by GETs of these paths, at 127.0.0.1, over HTTP/1.1 without TLS, each on a
   * connection of its own. Their {@code User-Agent} is that of a {@linkplain
   * io.lameduck.spi.HealthChecker health checker}. One that is answered with another status than
   * 200 to 299, or not within 10 s, has failed.
   *
   * @throws IllegalArgumentException if there is no path, or one that no request line can have
   */
  public static WarmUp get(String... paths) {
    Objects.requireNonNull(paths, "paths");
    return of(Arrays.stream(paths).map(LoopbackGet::new).toArray(Request[]::new));
  }

  /**
   * Returns the warm-up by requests of one's own, for other methods and protocols. To be no sign of
   * a client they need the {@code User-Agent} that {@link #get} sends, {@code lameduck-warm-up/1}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static WarmUp of(Request... requests) {
    Objects.requireNonNull(requests, "requests");
    List<Request> all = List.of(requests);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("warm-up: no request (expected: at least one)");
    }
    return new WarmUp(all, OptionalInt.empty());
  }

  /**
   * Returns the same requests to this port of the service, which goes before {@link
   * Setting#WARM_UP_PORT}; to be said where it listens on several, or on one that its server does
   * not tell.
   *
   * @throws IllegalArgumentException if it is not from 1 to 65535
   */
  public WarmUp onPort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    return new WarmUp(requests, OptionalInt.of(port));
  }

  /** Returns the requests, in the order in which they are made. */
  public List<Request> requests() {
    return requests;
  }

  /** Returns the port that {@link #onPort} has named. */
  public OptionalInt port() {
    return port;
  }
}
