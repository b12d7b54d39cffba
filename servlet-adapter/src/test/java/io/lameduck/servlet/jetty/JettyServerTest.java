package io.lameduck.servlet.jetty;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.SelfSigned;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** The adapter for Jetty. */
class JettyServerTest extends EmbeddedServerContract {
  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port) {
    return new JettyRig(protocol, certificate, port);
  }

  @Test
  void refusesAJettyThatHasBeenStarted() throws Exception {
    Server jetty = new Server();
    jetty.start();
    try {
      assertThatThrownBy(() -> JettyServer.of(jetty))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("STARTED")
          .hasMessageContaining("before it is started");
    } finally {
      jetty.stop();
    }
  }

  @Test
  void refusesAConnectorOfAnotherKind() {
    Server jetty = new Server();
    jetty.addConnector(new LocalConnector(jetty));
    assertThatThrownBy(() -> JettyServer.of(jetty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ServerConnector");
  }
}
