package io.lameduck.it;

import static io.lameduck.rehearsal.load.ClientKind.HTTP2;
import static io.lameduck.rehearsal.load.ClientKind.SLOW;

import io.lameduck.rehearsal.load.Clients;
import io.lameduck.rehearsal.pod.PodSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A WebFlux application is replaced under load: with the starter, and without. */
@Tag("frameworks")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class WebFluxIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(SLOW, 6).withTarget("/async?ms=2000"), Clients.of(HTTP2, 4)))
          .toList();

  @Test
  void noRequestFails() throws Exception {
    Replaced.assertUnnoticed("webflux", Probed.often(Example.of("webflux")), CLIENTS);
  }

  @Test
  @Tag("counterpart")
  void requestsFailWithSpringBootsOwnShutdown() throws Exception {
    PodSpec boot =
        Example.of("webflux")
            .with("SPRING_PROFILES_ACTIVE", "boots-own-shutdown")
            .withProbes(Probed.often("/actuator/health/readiness", "/actuator/health/liveness"));
    Replaced.assertNoticed("webflux-boots-own-shutdown", boot, CLIENTS);
  }
}
