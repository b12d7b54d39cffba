package io.lameduck.internal.start;

import io.lameduck.Lameduck;
import io.lameduck.spi.Orchestrator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orchestrator that a library on the class path or the module path brings along. */
final class FoundOrchestrator {
  private static final Logger log = LoggerFactory.getLogger(Lameduck.class);

  private FoundOrchestrator() {}

  /**
   * Looks with the class loader of this library: that of the thread may see less. A broken
   * orchestrator is logged and ignored.
   */
  static Optional<Orchestrator> find() {
    try {
      return ServiceLoader.load(Orchestrator.class, Lameduck.class.getClassLoader()).findFirst();
    } catch (ServiceConfigurationError | LinkageError e) {
      log.warn("the orchestrator is not asked about the end", e);
      return Optional.empty();
    }
  }
}
