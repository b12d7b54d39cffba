package io.lameduck.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.spi.AfterTheDrainContract;
import io.lameduck.spi.Client;
import io.lameduck.spi.CloseHandlerContract;
import io.lameduck.spi.ClosingListenerContract;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Drill;
import io.lameduck.spi.FewThreadsContract;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Http2Contract;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.MalformedLinesContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.lameduck.spi.Wire;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter of an embedded server owes to a service, over all it speaks. */
public abstract class EmbeddedServerContract {
  private static final int THREADS = 30;

  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  /** Several tests run at once, and one is not to fail by what happens on a thread of another. */
  @BeforeAll
  static void leaveOtherTestsTheirExceptions() {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  /**
   * A server that has not been used.
   *
   * @param certificate for the protocols with TLS
   * @param port 0 for a free one
   * @param threads how many servlets it runs at once, or few more
   */
  protected abstract Rig rig(Protocol protocol, SelfSigned certificate, int port, int threads);

  private Rig fresh(Protocol protocol) {
    return rig(protocol, certificate, 0, THREADS);
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, EmbeddedServerContract.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Otherwise no test would notice that an adapter needs classes of another server. */
  @Test
  void noOtherServerIsOnTheClassPath() {
    assertThat(Rig.SERVERS).filteredOn(EmbeddedServerContract::isPresent).hasSize(1);
    assertThat(fresh(Protocol.HTTP).version()).startsWith(System.getProperty("server.version"));
  }

  @Test
  void aPortThatIsTakenStopsTheStart() throws Exception {
    Rig first = fresh(Protocol.HTTP);
    try (Drill drill = new Drill(first.adapter(Application.of(Map.of()))).start()) {
      assertThat(drill.lameduck().phase()).isEqualTo(Phase.READY);
      Rig second = rig(Protocol.HTTP, certificate, first.port(), THREADS);
      Drill late = new Drill(second.adapter(Application.of(Map.of())));
      assertThatThrownBy(late::start).hasStackTraceContaining(String.valueOf(first.port()));
      await().until(second::stopped);
    } finally {
      first.stop();
    }
  }

  @Test
  void aServerIsStoppedWhenTheDrainIsOver() throws Exception {
    Rig rig = fresh(Protocol.HTTP);
    try (Drill drill = new Drill(rig.adapter(Application.of(Map.of()))).start()) {
      assertThat(rig.stopped()).isFalse();
      drill.drain();
      drill.assertDrained();
      await().until(rig::stopped);
    } finally {
      rig.stop();
    }
  }

  @Test
  void itsPortIsKnownBeforeItStarts() throws Exception {
    Rig rig = rig(Protocol.HTTP, certificate, 65_535, THREADS);
    try (Server adapter = rig.adapter(Application.of(Map.of()))) {
      assertThat(adapter.ports()).containsExactly(65_535);
    } finally {
      rig.stop();
    }
  }

  @Test
  void thePortThatItWasGivenIsKnownOnceItHasStarted() throws Exception {
    Rig rig = fresh(Protocol.HTTP);
    Server adapter = rig.adapter(Application.of(Map.of()));
    try (Drill drill = new Drill(adapter).start()) {
      assertThat(drill.lameduck().phase()).isEqualTo(Phase.READY);
      assertThat(adapter.ports()).containsExactly(rig.port());
    } finally {
      rig.stop();
    }
  }

  @Test
  void aTunnelOverHttp2IsRefusedAsByThePlainServer() throws Exception {
    Rig plain = fresh(Protocol.H2C);
    Rig rig = fresh(Protocol.H2C);
    plain.start(Application.of(Map.of()));
    try (Drill drill = new Drill(rig.adapter(Application.of(Map.of()))).start()) {
      String expected = tunnelled(plain.port());
      assertThat(tunnelled(rig.port())).isEqualTo(expected);
      drill.beginLameDuck();
      assertThat(tunnelled(rig.port())).isEqualTo(expected);
    } finally {
      rig.stop();
      plain.stop();
    }
  }

  private static String tunnelled(int port) throws IOException {
    try (Http2Wire wire = Http2Wire.to(port)) {
      return wire.outcome(wire.connect("localhost:443"));
    }
  }

  @Test
  void theFilterSaysNothingOfTheConnectionOverHttp2() throws Exception {
    Rig rig = fresh(Protocol.H2C);
    Hold closing = new Hold();
    Server filtered = new FilteredServer(rig, Application.of(Map.of()));
    try (Drill drill = new Drill(filtered).closeLast("resource", closing::pass).start();
        Http2Wire wire = Http2Wire.to(rig.port())) {
      assertThat(wire.status(wire.get("/ready"))).isEqualTo(200);
      assertThat(wire.status(wire.request("HEAD", "/ready"))).isEqualTo(200);
      assertThat(wire.status(wire.request("POST", "/ready"))).isEqualTo(405);
      drill.beginLameDuck();
      assertThat(wire.status(wire.get("/ready"))).isEqualTo(503);
      assertThat(wire.status(wire.get("/elsewhere"))).isEqualTo(404);
      drill.letGo();
      closing.awaitArrival();
      assertThat(wire.status(wire.get("/elsewhere"))).isEqualTo(503);
      closing.release();
    } finally {
      closing.release();
      rig.stop();
    }
  }

  @Test
  void theFilterAsksAConnectionToLeaveThatIsBeyondItsAge() throws Exception {
    Rig rig = fresh(Protocol.HTTP);
    Route hello = Route.at("/hello", call -> call.answer(200, "hello"));
    Server filtered = new FilteredServer(rig, Application.of(List.of(hello)));
    Drill drill = new Drill(filtered).set(Setting.CONNECTION_MAX_AGE, Duration.ofSeconds(1));
    try (drill) {
      drill.start();
      try (Wire wire = Wire.to(rig.port())) {
        long begun = System.nanoTime();
        await().until(() -> wire.get("/hello").reply().announcesTheEnd());
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(900_000_000);
      }
    } finally {
      rig.stop();
    }
  }

  @Nested
  class AfterTheDrain extends AfterTheDrainContract {
    private final Rig rig = fresh(Protocol.HTTP);

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class ClosingListener extends ClosingListenerContract {
    private Rig rig;

    @Override
    protected Server server(List<Route> routes) throws Exception {
      rig = fresh(Protocol.HTTP);
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class MalformedLines extends MalformedLinesContract {
    private final Rig plain = fresh(Protocol.HTTP);
    private final Rig rig = fresh(Protocol.HTTP);

    @Override
    protected int startPlain(List<Route> routes) throws Exception {
      plain.start(Application.of(routes));
      return plain.port();
    }

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      plain.stop();
      rig.stop();
    }
  }

  @Nested
  class OverHttp extends RiggedDrain {
    OverHttp() {
      super(fresh(Protocol.HTTP));
    }

    @Override
    protected int requestsUnderLoad() {
      return 20_000;
    }
  }

  @Nested
  class OverHttps extends RiggedDrain {
    OverHttps() {
      super(fresh(Protocol.HTTPS));
    }

    @Override
    protected Wire connect() throws IOException {
      return certificate.connect(port());
    }
  }

  @Nested
  class OverHttpWhereHttp2IsSpokenToo extends RiggedDrain {
    OverHttpWhereHttp2IsSpokenToo() {
      super(fresh(Protocol.H2C));
    }
  }

  @Nested
  class OverHttp2 extends RiggedHttp2 {
    OverHttp2() {
      super(fresh(Protocol.H2C));
    }
  }

  @Nested
  class OverHttp2WithTls extends RiggedHttp2 {
    OverHttp2WithTls() {
      super(fresh(Protocol.H2));
    }

    @Override
    protected Http2Wire connect() throws IOException {
      return Http2Wire.to(port(), certificate);
    }
  }

  @Nested
  class FewThreadsOverHttp extends FewThreads {
    FewThreadsOverHttp() {
      super(Protocol.HTTP);
    }
  }

  @Nested
  class FewThreadsOverHttps extends FewThreads {
    FewThreadsOverHttps() {
      super(Protocol.HTTPS);
    }

    @Override
    protected Client connect() throws IOException {
      return Client.https(port(), certificate);
    }
  }

  @Nested
  class FewThreadsOverHttp2 extends FewThreads {
    FewThreadsOverHttp2() {
      super(Protocol.H2C);
    }

    @Override
    protected Client connect() throws IOException {
      return Client.http2(port());
    }
  }

  @Nested
  class FewThreadsOverHttp2WithTls extends FewThreads {
    FewThreadsOverHttp2WithTls() {
      super(Protocol.H2);
    }

    @Override
    protected Client connect() throws IOException {
      return Client.http2(port(), certificate);
    }
  }

  @Nested
  class AtAConnectionLimit extends ConnectionLimitContract {
    @Override
    Rig limitedTo(int connections) {
      return rig(Protocol.HTTP, certificate, 0, THREADS).limitedTo(connections);
    }
  }

  @Nested
  class OverWebSocket extends CloseHandlerContract {
    private final Rig rig = fresh(Protocol.HTTP);

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  @Nested
  class Servlets extends ServletContract {
    Servlets() {
      super(fresh(Protocol.HTTP));
    }

    @Override
    Server server(Map<String, HttpServlet> servlets) throws Exception {
      return rig().adapter(Application.of(servlets));
    }
  }

  @Nested
  class ServletsBehindTheFilter extends ServletContract {
    ServletsBehindTheFilter() {
      super(fresh(Protocol.HTTP));
    }

    @Override
    Server server(Map<String, HttpServlet> servlets) {
      return new FilteredServer(rig(), Application.of(servlets));
    }
  }

  private abstract static class RiggedDrain extends DrainContract {
    private final Rig rig;

    RiggedDrain(Rig rig) {
      this.rig = rig;
    }

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  private abstract class FewThreads extends FewThreadsContract {
    private final Protocol protocol;
    private Rig rig;

    FewThreads(Protocol protocol) {
      this.protocol = protocol;
    }

    @Override
    protected Server server(int threads, List<Route> routes) throws Exception {
      rig = rig(protocol, certificate, 0, threads);
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }

  private abstract static class RiggedHttp2 extends Http2Contract {
    private final Rig rig;

    RiggedHttp2(Rig rig) {
      this.rig = rig;
    }

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.adapter(Application.of(routes));
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() throws Exception {
      rig.stop();
    }
  }
}
