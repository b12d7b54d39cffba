package io.lameduck.it;

import static io.lameduck.rehearsal.model.ClientKind.HTTP2;
import static io.lameduck.rehearsal.model.ClientKind.SLOW;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of servlets are replaced under load: with the library, and without. */
@ResourceLock(LoadOf.ONE_AT_A_TIME)
@Timeout(600)
class ServletServersIT {
  private static final List<Clients> CLIENTS =
      Stream.concat(
              LoadOf.everyKindOfHttp11().stream(),
              Stream.of(Clients.of(SLOW, 6).withTarget("/async?ms=2000"), Clients.of(HTTP2, 4)))
          .toList();

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty", "undertow"})
  void noRequestFails(String name) throws Exception {
    Replaced.assertUnnoticed(name, Probed.often(Example.of(name)), CLIENTS);
  }

  @ParameterizedTest
  @CsvSource({"tomcat, PlainTomcat", "jetty, PlainJetty", "undertow, PlainUndertow"})
  void requestsFailWithoutTheLibrary(String name, String main) throws Exception {
    PodSpec service = Java.main("plain-" + name, Example.jar(name), "io.lameduck.it.plain." + main);
    Replaced.assertNoticed("plain-" + name, Probed.often(service), CLIENTS);
  }
}
