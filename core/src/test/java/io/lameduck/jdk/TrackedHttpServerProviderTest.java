package io.lameduck.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The JDK finds the provider by itself, and nobody else notices. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class TrackedHttpServerProviderTest {
  private static final String PROPERTY = "com.sun.net.httpserver.HttpServerProvider";

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void isWhereServersComeFrom() throws IOException {
    assertThat(HttpServer.create()).isInstanceOf(Tracked.class);
    assertThat(HttpsServer.create()).isInstanceOf(Tracked.class);
  }

  @Test
  void wrapsAServerOnce() throws IOException {
    HttpServer http = HttpServer.create();
    HttpsServer https = HttpsServer.create();
    assertThat(TrackedHttpServer.of(http)).isSameAs(http);
    assertThat(TrackedHttpsServer.of(https)).isSameAs(https);
    HttpServer another = new TrackedHttpServerProvider().createHttpServer(null, 0);
    assertThat(((Tracked) another).tracking().delegate()).isNotInstanceOf(Tracked.class);
  }

  @Test
  void leavesThePropertyUnset() {
    assertThat(new TrackedHttpServerProvider()).isInstanceOf(HttpServerProvider.class);
    assertThat(System.getProperty(PROPERTY)).isNull();
  }

  @Test
  void leavesThePropertyAsItWas() {
    System.setProperty(PROPERTY, "somebody.elses.Provider");
    assertThat(new TrackedHttpServerProvider()).isInstanceOf(HttpServerProvider.class);
    assertThat(System.getProperty(PROPERTY)).isEqualTo("somebody.elses.Provider");
  }

  /** In a JVM of its own, since the JDK chooses once. */
  @Test
  void isChosenByTheJdk() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstChoice.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);
    assertThat(said.strip()).isEqualTo("TrackedHttpServer, property null");
  }

  /** What the child JVM runs. */
  static final class FirstChoice {
    private FirstChoice() {}

    public static void main(String[] args) throws IOException {
      String server = HttpServer.create().getClass().getSimpleName();
      System.out.println(server + ", property " + System.getProperty(PROPERTY));
    }
  }
}
