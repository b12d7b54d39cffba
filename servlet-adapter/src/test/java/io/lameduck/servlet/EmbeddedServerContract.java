package io.lameduck.servlet;

import io.lameduck.spi.DrainContract;
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
   */
  protected abstract Rig rig(Protocol protocol, SelfSigned certificate) throws Exception;

  private Rig fresh(Protocol protocol) {
    try {
      return rig(protocol, certificate);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class OverHttp extends RiggedDrain {
    OverHttp() {
      super(fresh(Protocol.HTTP));
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
