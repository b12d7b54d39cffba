package io.lameduck.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.servlet.LameduckConfigurer;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web application in a container that knows nothing of the library. */
@Timeout(60)
class WebApplicationTest {
  /** Kept, or what is set would be collected with it. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  @TempDir private Path dir;
  private final Tomcat tomcat = new Tomcat();
  private Path webInf;

  @BeforeEach
  void deploy() throws IOException {
    LOG.setLevel(Level.OFF);
    webInf = Files.createDirectories(dir.resolve("app/WEB-INF"));
    tomcat.setBaseDir(dir.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
  }

  @AfterEach
  void undeploy() throws Exception {
    tomcat.stop();
    tomcat.destroy();
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
    assertThat(status("/alive")).isEqualTo(404); // for it is not mapped
  }

  @Test
  void addsToItsServiceByAClassOfItsOwn() throws Exception {
    webXml("<context-param><param-name>never</param-name><param-value/></context-param>");
    start();
    await().untilAsserted(() -> assertThat(status("/started")).isEqualTo(200));
    assertThat(status("/ready")).isEqualTo(503);
  }

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
    try (Wire wire = Wire.to(tomcat.getConnector().getLocalPort())) {
      return wire.get(path).reply().status();
    }
  }
}
