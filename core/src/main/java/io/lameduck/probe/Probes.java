package io.lameduck.probe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the probes from the state of the service and the last results of its checks. No answer
 * waits for anything. Thread-safe.
 *
 * <pre>{@code
 * Optional<ProbeAnswer> answer = lameduck.probes().answer("GET", "/ready", null);
 * }</pre>
 *
 * <p>The library implements it, and a version may add methods.
 *
 * @since 0.1.0
 */
public interface Probes {
  /** Whether the process is fine as it is: no liveness check is down. */
  boolean alive();

  /**
   * Whether requests are welcome: the service is up and not leaving, every readiness check is up.
   */
  boolean ready();

  /** Whether the service has been up. */
  boolean started();

  /** The paths they are asked at. */
  ProbePaths paths();

  /**
   * The answer to a request, or empty if its path is neither that of a probe nor below one. A query
   * of {@code verbose} asks for JSON, and the name of a check below the path of its probe for that
   * check alone, where the details allow it.
   *
   * @param path the path of the request as it was sent, not decoded
   * @param rawQuery what follows the {@code ?}, not decoded; null if there is none
   */
  Optional<ProbeAnswer> answer(String method, String path, @Nullable String rawQuery);
}
