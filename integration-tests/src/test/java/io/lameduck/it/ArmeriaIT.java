package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.PIPELINING;

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

/** A service on Armeria is replaced under load: with the library, and without. */
@Tag("frameworks")
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class ArmeriaIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(PIPELINING, 4), Clients.of(HTTP2, 4)))
          .toList();

  @ParameterizedTest
  @EnumSource
  void noRequestFails(Regime regime) throws Exception {
    Replaced.assertUnnoticed("armeria", Probed.often(Example.of("armeria")), CLIENTS, regime);
  }

  @Test
  void requestsFailWithArmeriasOwnShutdown() throws Exception {
    PodSpec service =
        Java.main(
            "plain-armeria",
            Example.jar("armeria"),
            "io.lameduck.examples.armeria.WithoutLameduck");
    Replaced.assertNoticed("plain-armeria", service.withProbes(Probed.often("/", "/")), CLIENTS);
  }
}
