package io.lameduck.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.CloseReport;
import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.servlet.Application;
import io.lameduck.servlet.EmbeddedServerContract;
import io.lameduck.servlet.Protocol;
import io.lameduck.servlet.Rig;
import io.lameduck.spi.Drill;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter for Tomcat. */
class TomcatServerTest extends EmbeddedServerContract {
  @TempDir private static Path dir;

  @Override
  protected Rig rig(Protocol protocol, SelfSigned certificate, int port, int threads) {
    return new TomcatRig(protocol, certificate, port, threads, dir);
  }

  @Test
  void refusesAConnectorThatHasBoundItsPortBeforeItCouldBeTold() throws Exception {
    Tomcat tomcat = TomcatRig.tomcat(dir);
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
  void leavesTimeToCloseTheResourcesThoughTwoServletsAreStuck() throws Exception {
    CountDownLatch unstuck = new CountDownLatch(1);
    Application application =
        Application.of(Map.of("/one", new Stuck(unstuck), "/two", new Stuck(unstuck)));
    Rig rig = rig(Protocol.HTTP, null, 0, 4);
    try (Drill drill = new Drill(rig.adapter(application))) {
      drill
          .set(Setting.GRACE_PERIOD, Duration.ofSeconds(11))
          .set(Setting.EXIT_MARGIN, Duration.ofMillis(500))
          .set(Setting.CLOSE_RESERVE, Duration.ofSeconds(10))
          .closeLast("pool", () -> {})
          .start();
      try (Wire one = Wire.to(rig.port());
          Wire two = Wire.to(rig.port())) {
        one.get("/one");
        two.get("/two");
        await().until(() -> drill.inFlight().count() == 2);
        drill.drain();

        assertThat(drill.report().outcome()).isEqualTo(Outcome.CUT);
        assertThat(drill.report().resources())
            .extracting(CloseReport::name)
            .containsExactly("pool");
      }
    } finally {
      unstuck.countDown();
      rig.stop();
    }
  }

  /** Does not listen to interrupts. */
  private static final class Stuck extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient CountDownLatch unstuck;

    Stuck(CountDownLatch unstuck) {
      this.unstuck = unstuck;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      while (unstuck.getCount() > 0) {
        LockSupport.parkNanos(10_000_000);
        Thread.interrupted(); // or it would not park any more
      }
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
    Tomcat tomcat = TomcatRig.tomcat(dir);
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
