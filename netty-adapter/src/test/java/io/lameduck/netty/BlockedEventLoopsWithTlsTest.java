package io.lameduck.netty;

import io.lameduck.spi.Client;
import io.lameduck.spi.FewThreadsContract;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What a blocked event loop has not read may be the first half of a handshake. */
class BlockedEventLoopsWithTlsTest extends FewThreadsContract {
  private static SelfSigned certificate;

  private NettyRig rig;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @Override
  protected Server server(int threads, List<Route> routes) {
    rig = NettyRig.blocking(threads);
    return rig.routes(routes, application -> Pipelines.OURS.secureHttp1(certificate, application));
  }

  @Override
  protected int port() {
    return rig.port();
  }

  @Override
  protected Client connect() throws IOException {
    return Client.https(port(), certificate);
  }

  @Override
  protected void ended() throws Exception {
    rig.stop();
  }
}
