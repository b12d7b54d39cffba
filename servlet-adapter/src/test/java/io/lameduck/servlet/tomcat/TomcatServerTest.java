package io.lameduck.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.Drill;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import java.nio.file.Path;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter for Tomcat. */
class TomcatServerTest extends EmbeddedServerContract {
  @TempDir private static Path dir;

  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port) {
    return new TomcatRig(protocol, certificate, port, dir);
  }

  @Test
  void refusesAConnectorThatHasBoundItsPortBeforeItCouldBeTold() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(dir.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    tomcat.init();
    try {
      assertThatThrownBy(() -> TomcatServer.of(tomcat))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("bindOnInit");
    } finally {
      tomcat.destroy();
    }
  }

  @Test
  void refusesAConnectorOfAnotherKind() {
    Tomcat tomcat = new Tomcat();
    tomcat.setConnector(new Connector("org.apache.coyote.ajp.AjpNio2Protocol"));
    assertThatThrownBy(() -> TomcatServer.of(tomcat))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AjpNio2Protocol")
        .hasMessageContaining("Http11NioProtocol");
  }

  @Test
  void leavesATomcatThatSomebodyElseStartedToThem() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(dir.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("bindOnInit", "false");
    tomcat.start();
    try (Drill drill = new Drill(TomcatServer.of(tomcat)).start()) {
      int port = tomcat.getConnector().getLocalPort();
      drill.drain();
      drill.assertDrained();
      assertThat(Wire.refused(port)).isTrue();
      assertThat(tomcat.getServer().getState()).isEqualTo(LifecycleState.STARTED);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }
}
