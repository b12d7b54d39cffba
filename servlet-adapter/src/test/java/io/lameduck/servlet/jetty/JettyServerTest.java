package io.lameduck.servlet.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.Drill;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** The adapter for Jetty. */
class JettyServerTest extends EmbeddedServerContract {
  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port, int threads) {
    return new JettyRig(protocol, certificate, port, threads);
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

  @Test
  void refusesToServeWithoutAConnector() {
    Server jetty = new Server();
    Drill drill = new Drill(JettyServer.of(jetty));
    assertThatThrownBy(drill::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no connector")
        .hasMessageContaining("addConnector");
    assertThat(jetty.isStopped()).isTrue();
  }

  @Test
  void adoptsAConnectorThatIsAddedBeforeTheStart() throws Exception {
    Server jetty = new Server();
    JettyServer adapter = JettyServer.of(jetty);
    ServerConnector connector = loopback(jetty);
    jetty.addConnector(connector);
    try (Drill drill = new Drill(adapter).start();
        Wire wire = Wire.to(connector.getLocalPort())) {
      assertThat(wire.get("/elsewhere").reply().status()).isEqualTo(404);
      assertThat(adapter.connections()).hasValue(1);
      drill.drain();
      drill.assertDrained();
      assertThat(jetty.isStopped()).isTrue();
    }
  }

  /** Some frameworks offer no other hook than this event. */
  @Test
  void leavesAJettyThatItsOwnerStartsToThem() throws Exception {
    Server jetty = new Server();
    ServerConnector connector = loopback(jetty);
    jetty.addConnector(connector);
    Drill[] drill = new Drill[1];
    jetty.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarting(LifeCycle starting) {
            drill[0] = new Drill(JettyServer.of(jetty)).start();
          }
        });
    jetty.start();
    try (Drill service = drill[0]) {
      int port = connector.getLocalPort();
      try (Wire wire = Wire.to(port)) {
        assertThat(wire.get("/ready").reply().status()).isEqualTo(200);
      }
      service.drain();
      service.assertDrained();
      assertThat(Wire.refused(port)).isTrue();
      assertThat(jetty.isStarted()).isTrue();
    } finally {
      jetty.stop();
    }
  }

  private static ServerConnector loopback(Server jetty) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1);
    connector.setHost("127.0.0.1");
    return connector;
  }
}
