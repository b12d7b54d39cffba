package io.lameduck.armeria;

import io.lameduck.spi.AfterTheDrainContract;
import io.lameduck.spi.ClosingListenerContract;
import io.lameduck.spi.DrainContract;
import io.lameduck.spi.Http2Contract;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.MalformedLinesContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Armeria is held to what every server owes. */
class ArmeriaServerTest {
  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @Nested
  class OverHttp extends DrainContract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected Server server(List<Route> routes) {
      return rig.clear(routes);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class OverHttps extends DrainContract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.secure(routes, certificate);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected Wire connect() throws IOException {
      return certificate.connect(port());
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class OverHttp2 extends Http2Contract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected Server server(List<Route> routes) {
      return rig.clear(routes);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class OverHttp2WithTls extends Http2Contract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected Server server(List<Route> routes) throws Exception {
      return rig.secure(routes, certificate);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected Http2Wire connect() throws IOException {
      return Http2Wire.to(port(), certificate);
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class AfterTheDrain extends AfterTheDrainContract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected Server server(List<Route> routes) {
      return rig.clear(routes);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class ClosingListener extends ClosingListenerContract {
    private ArmeriaRig rig;

    @Override
    protected Server server(List<Route> routes) {
      rig = new ArmeriaRig();
      return rig.clear(routes);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }

  @Nested
  class MalformedLines extends MalformedLinesContract {
    private final ArmeriaRig rig = new ArmeriaRig();

    @Override
    protected int startPlain(List<Route> routes) {
      return rig.startPlain(routes);
    }

    @Override
    protected Server server(List<Route> routes) {
      return rig.clear(routes);
    }

    @Override
    protected int port() {
      return rig.port();
    }

    @Override
    protected void ended() {
      rig.stop();
    }
  }
}
