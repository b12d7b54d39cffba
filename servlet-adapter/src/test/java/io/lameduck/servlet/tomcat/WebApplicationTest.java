package io.lameduck.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import io.lameduck.servlet.LameduckConfigurer;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Wire;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A web application in a container that knows nothing of the library. Isolated, since it asks for
 * the connectors of the whole JVM, and each Tomcat sets the JVM's {@code catalina.home}.
 */
@Isolated
@Timeout(60)
class WebApplicationTest {
  /** Kept, or what is set would be collected with it. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  @TempDir private Path dir;
  private Tomcat tomcat;
  private Path webInf;

  @BeforeEach
  void deploy() throws IOException {
    LOG.setLevel(Level.OFF);
    webInf = Files.createDirectories(dir.resolve("app/WEB-INF"));
    tomcat = TomcatRig.tomcat(dir);
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
  }

  @AfterEach
  void undeploy() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    System.clearProperty("catalina.home"); // the next one would create this deleted folder again
  }

  @Test
  void isServedWithoutALineOfCode() throws Exception {
    start();
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(status("/alive")).isEqualTo(200);
    assertThat(status("/started")).isEqualTo(200);
    assertThat(status("/elsewhere")).isEqualTo(404);
  }

  @Test
  void isNotServedIfItDoesNotWantToBe() throws Exception {
    webXml(
        """
        <context-param>
          <param-name>io.lameduck.servlet.enabled</param-name>
          <param-value>false</param-value>
        </context-param>
        """);
    start();
    assertThat(status("/ready")).isEqualTo(404);
  }

  @Test
  void mayHaveTheFilterAndTheServletInItsWebXml() throws Exception {
    webXml(
        """
        <filter>
          <filter-name>counts</filter-name>
          <filter-class>io.lameduck.servlet.LameduckFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>counts</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
        <servlet>
          <servlet-name>health</servlet-name>
          <servlet-class>io.lameduck.servlet.ProbeServlet</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>health</servlet-name>
          <url-pattern>/ready</url-pattern>
        </servlet-mapping>
        """);
    start();
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(status("/alive")).isEqualTo(200); // by the filter
  }

  @Test
  void isNotReadyBeforeItsServletsAreLoadedAndTheConnectorAccepts() throws Exception {
    int probes = freePort();
    webXml(
        """
        <context-param>
          <param-name>probe-port</param-name>
          <param-value>%d</param-value>
        </context-param>
        <servlet>
          <servlet-name>slow</servlet-name>
          <servlet-class>io.lameduck.servlet.tomcat.WebApplicationTest$SlowToLoad</servlet-class>
          <load-on-startup>100</load-on-startup>
        </servlet>
        """
            .formatted(probes));
    Hold connector = new Hold();
    tomcat.getConnector().addLifecycleListener(event -> holdStart(event, connector));
    CompletableFuture<Void> start = CompletableFuture.runAsync(this::startUnchecked);
    SlowToLoad.LOADING.awaitArrival();
    assertStaysUnready(probes);
    SlowToLoad.LOADING.release();
    connector.awaitArrival();
    assertStaysUnready(probes);
    connector.release();
    assertThat(start).succeedsWithin(Duration.ofSeconds(20));
    await().until(() -> status(probes, "/ready") == 200);
  }

  /** For longer than a check takes to come around. */
  private static void assertStaysUnready(int probes) {
    await().during(Duration.ofMillis(500)).until(() -> status(probes, "/ready") == 503);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void startUnchecked() {
    try {
      start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void holdStart(LifecycleEvent event, Hold connector) {
    if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
      connector.pass();
    }
  }

  @Test
  void answersProbesInFrontOfItsOwnFilters() throws Exception {
    webXml(
        """
        <filter>
          <filter-name>login</filter-name>
          <filter-class>io.lameduck.servlet.tomcat.WebApplicationTest$Login</filter-class>
        </filter>
        <filter-mapping>
          <filter-name>login</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
        """);
    start();
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(status("/alive")).isEqualTo(200);
    assertThat(status("/ready;x")).isEqualTo(401); // is no probe
    assertThat(status("/elsewhere")).isEqualTo(401);
  }

  @Test
  void addsToItsServiceByAClassOfItsOwn() throws Exception {
    webXml("<context-param><param-name>never</param-name><param-value/></context-param>");
    start();
    await().untilAsserted(() -> assertThat(status("/started")).isEqualTo(200));
    assertThat(status("/ready")).isEqualTo(503);
  }

  /** Is not loaded before the test lets it. */
  public static final class SlowToLoad extends HttpServlet {
    static final Hold LOADING = new Hold();
    private static final long serialVersionUID = 1;

    /** The container creates it. */
    public SlowToLoad() {}

    @Override
    public void init() {
      LOADING.pass();
    }
  }

  /** Lets nobody pass. */
  public static final class Login implements Filter {
    /** The container creates it. */
    public Login() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /** Found by the container, for all tests, and nothing to create. */
  public interface Special extends LameduckConfigurer {}

  /** The same. */
  public abstract static class Base implements LameduckConfigurer {}

  /** Found by the container, for all tests. */
  public static final class NotReady implements LameduckConfigurer {
    /** The library creates it. */
    public NotReady() {}

    @Override
    public void configure(
        io.lameduck.LameduckBuilder service, jakarta.servlet.ServletContext application) {
      if (application.getInitParameter("never") != null) {
        service.readiness("never", () -> false);
      }
      String port = application.getInitParameter("probe-port");
      if (port != null) {
        service.setText(Setting.PROBE_PORT, port);
      }
    }
  }

  private void start() throws Exception {
    tomcat.addWebapp("", webInf.getParent().toString());
    tomcat.start();
  }

  private void webXml(String content) throws IOException {
    Files.writeString(
        webInf.resolve("web.xml"),
        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"5.0\">"
            + content
            + "</web-app>");
  }

  private int status(String path) throws IOException {
    return status(tomcat.getConnector().getLocalPort(), path);
  }

  private static int status(int port, String path) throws IOException {
    try (Wire wire = Wire.to(port)) {
      return wire.get(path).reply().status();
    }
  }
}
