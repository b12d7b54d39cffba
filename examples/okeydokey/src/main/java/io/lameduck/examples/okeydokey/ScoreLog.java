package io.lameduck.examples.okeydokey;

import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.Results;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what failed since the last time, and then the score. Not thread-safe. */
final class ScoreLog {
  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  private int told;

  void tell(Results results) {
    List<Failure> failures = results.failures(); // the first thousand
    failures.subList(told, failures.size()).forEach(ScoreLog::tell);
    told = failures.size();
    log.info("{}", Score.of(results));
  }

  private static void tell(Failure failure) {
    log.warn(
        "{} failed {} ms after the start: {}, {}",
        failure.client().label(),
        failure.at().toMillis(),
        failure.kind().label(),
        failure.detail());
  }
}
