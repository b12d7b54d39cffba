package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.PIPELINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service is replaced again and again, until a million requests were made: none fails. */
@Tag("soak")
@Timeout(2 * 60 * 60)
class MillionRequestsIT {
  private static final long MILLION = 1_000_000;
  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);
  private static final List<Clients> CLIENTS =
      Stream.concat(LoadOf.everyKindOfHttp11().stream(), Stream.of(Clients.of(PIPELINING, 2)))
          .toList();

  /** One rehearsal keeps the last words and the events of all its pods. */
  private static final Scenario TEN_UPDATES =
      new Scenario(
          "ten rolling updates", Collections.<Step>nCopies(10, new RollingUpdate(1, 0)), Set.of());

  @Test
  void noneOfThemFails() throws Exception {
    Path out = Path.of(System.getProperty("it.out", "target/it"), "million");
    long requests = 0;
    for (int round = 1; requests < MILLION; round++) {
      Report report =
          Rehearsal.of(Probed.often(Example.hello().with("LAMEDUCK_PROPAGATION_DELAY", "2s")))
              .clients(CLIENTS)
              .propagation(SLOW_TAIL)
              .seed(round)
              .endAtFirstFailure()
              .reportTo(out.resolve("round-" + round))
              .run(TEN_UPDATES)
              .assertPassed()
              .report();
      assertThat(report.pods()).filteredOn(pod -> pod.end() != null).hasSize(20);
      requests += report.results().requests();
      System.out.printf("round %d: %,d requests so far, none failed%n", round, requests);
    }
  }
}
