package io.lameduck.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What runs this process and ends it, such as Kubernetes, asked about the end. It is found by
 * {@link java.util.ServiceLoader}, or {@linkplain io.lameduck.LameduckBuilder#orchestrator given}.
 *
 * <p>It only advises: one that fails, hangs or knows nothing changes nothing.
 *
 * @since 0.1.0
 */
public interface Orchestrator {
  /**
   * What is wrong with the configuration, one sentence each; logged as warnings. Called once, on a
   * thread of its own, when the service has been started. May take seconds.
   *
   * @param gracePeriod the time from the beginning of the end to SIGKILL that the service believes
   *     in
   * @throws Exception is logged
   */
  default List<String> advice(Duration gracePeriod) throws Exception {
    return List.of();
  }

  /**
   * Asks about the end that has begun. Called when SIGTERM, another stop signal or the preStop call
   * has come, once more for each that comes later, and once at a time; on a thread of its own,
   * while the shutdown goes on. An answer that takes more than three seconds is not waited for.
   *
   * @return empty if there is nothing to tell
   * @throws Exception is logged
   */
  Optional<TerminationNotice> termination() throws Exception;
}
