package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.PIPELINING;
import static io.lameduck.rehearsal.model.ClientKind.WEBSOCKET;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A service on Netty is replaced under load: with the library, and without. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(240)
class NettyIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(
                  Clients.of(PIPELINING, 4).withTarget("/echo?n={n}"),
                  Clients.of(HTTP2, 4),
                  Clients.of(WEBSOCKET, 6).withTarget("/ws")))
          .toList();

  @Test
  void noRequestFails() throws Exception {
    Replaced.assertUnnoticed("netty", Probed.often(Example.of("netty")), CLIENTS);
  }

  @Test
  void requestsFailWithoutTheLibrary() throws Exception {
    PodSpec service =
        Java.main("plain-netty", Example.jar("netty"), "io.lameduck.it.plain.PlainNetty");
    Replaced.assertNoticed("plain-netty", service.withProbes(Probed.often("/", "/")), CLIENTS);
  }
}
