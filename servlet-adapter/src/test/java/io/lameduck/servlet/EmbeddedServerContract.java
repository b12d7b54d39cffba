package io.lameduck.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.Phase;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Contract;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.lameduck.spi.WebSocketContract;
import io.lameduck.spi.Wire;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter of an embedded server owes to a service, over all it speaks. */
public abstract class EmbeddedServerContract {
  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  /**
   * A server that has not been used.
   *
   * @param certificate for the protocols with TLS
   * @param port 0 for a free one
   */
  protected abstract Rig rig(Protocol protocol, SelfSigned certificate, int port);

  private Rig fresh(Protocol protocol) {
    return rig(protocol, certificate, 0);
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, EmbeddedServerContract.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Or one would not notice that the adapter of one needs classes of another. */
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
      Rig second = rig(Protocol.HTTP, certificate, first.port());
      Drill late = new Drill(second.adapter(Application.of(Map.of())));
      assertThatThrownBy(late::start).hasStackTraceContaining(String.valueOf(first.port()));
      assertThat(second.stopped()).isTrue();
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
      assertThat(rig.stopped()).isTrue();
    } finally {
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
  class OverWebSocket extends WebSocketContract {
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
