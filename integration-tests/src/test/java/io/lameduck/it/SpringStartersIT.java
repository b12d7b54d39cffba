package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.SLOW;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spring Boot on Tomcat, WebFlux, and Spring Boot 3.5 on Undertow are replaced under load: with the
 * starter, and without.
 */
@Tag("frameworks")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class SpringStartersIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(SLOW, 6).withTarget("/async?ms=2000"), Clients.of(HTTP2, 4)))
          .toList();

  @ParameterizedTest
  @EnumSource
  void noRequestToSpringBootFails(Regime regime) throws Exception {
    PodSpec boot = Probed.often(Example.of("spring-boot"));
    Replaced.assertUnnoticed("spring-boot", boot, CLIENTS, regime);
  }

  @ParameterizedTest
  @EnumSource
  void noRequestToWebFluxFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("webflux", Probed.often(Example.of("webflux")), CLIENTS, regime);
  }

  @ParameterizedTest
  @EnumSource
  void noRequestToSpringBoot3Fails(Regime regime) throws Exception {
    PodSpec boot = Probed.often(Example.of("spring-boot-3"));
    Replaced.assertUnnoticed("spring-boot-3", boot, CLIENTS, regime);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring-boot", "webflux", "spring-boot-3"})
  void requestsFailWithSpringBootsOwnShutdown(String name) throws Exception {
    PodSpec boot =
        Example.of(name)
            .with("SPRING_PROFILES_ACTIVE", "boots-own-shutdown")
            .withProbes(Probed.often("/actuator/health/readiness", "/actuator/health/liveness"));
    Replaced.assertNoticed(name + "-boots-own-shutdown", boot, CLIENTS);
  }
}
