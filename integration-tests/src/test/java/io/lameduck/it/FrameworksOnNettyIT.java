package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.WEBSOCKET;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications of frameworks on Netty are replaced under load: with their one step, and without.
 */
@Tag("frameworks")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class FrameworksOnNettyIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(HTTP2, 4), Clients.of(WEBSOCKET, 6).withTarget("/ws")))
          .toList();

  @ParameterizedTest
  @EnumSource
  void noRequestToMicronautFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("micronaut", Probed.often(Example.of("micronaut")), CLIENTS, regime);
  }

  @Test
  void requestsToMicronautFailWithoutTheModule() throws Exception {
    PodSpec service = Example.of("micronaut").with("LAMEDUCK_ENABLED", "false");
    Replaced.assertNoticed(
        "plain-micronaut",
        service.withProbes(Probed.often("/health/readiness", "/health/liveness")),
        CLIENTS);
  }

  @ParameterizedTest
  @EnumSource
  void noRequestToVertxFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("vertx", Probed.often(Example.of("vertx")), CLIENTS, regime);
  }

  @Test
  void requestsToVertxFailWithoutTheLine() throws Exception {
    PodSpec service =
        Java.main(
            "plain-vertx", Example.jar("vertx"), "io.lameduck.examples.vertx.WithoutLameduck");
    Replaced.assertNoticed("plain-vertx", service.withProbes(Probed.often("/", "/")), CLIENTS);
  }
}
