package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lameduck.spi.Drill;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What HTTPS has beside {@link JdkHttpsServerTest the contract}. */
@Timeout(60)
class HttpsTest {
  private static SelfSigned certificate;

  private final ExecutorService threads = QuietThreads.pool(2);
  private HttpsServer https;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @BeforeEach
  void create() throws IOException {
    https = HttpsServer.create(DrilledServer.freePort(), 0);
    https.setExecutor(threads);
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void aRequestTellsOfTheConnectionBeneathIt() throws Exception {
    https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    https.createContext("/", HttpsTest::answerWithTheProtocol);
    try (Drill drill = new Drill(JdkServer.of(https)).start();
        Wire wire = certificate.connect(port())) {
      assertThat(wire.get("/").reply().body()).isEqualTo("TLSv1.3");
      drill.drain();
      drill.assertDrained();
    }
  }

  @Test
  void aServerKeepsTheConfiguratorOfItsOwner() {
    HttpsConfigurator configurator = new HttpsConfigurator(certificate.context());
    https.setHttpsConfigurator(configurator);
    assertThat(https.getHttpsConfigurator()).isSameAs(configurator);
  }

  /** The library has none to show, and does without what it wanted the connection for. */
  @Test
  void aServerThatAsksForCertificatesClosesItsListenerAsWell() throws Exception {
    https.setHttpsConfigurator(new CertificateWanted(certificate.context()));
    try (Drill drill = new Drill(JdkServer.of(https)).start()) {
      drill.stopInDrain();
      await().until(() -> Wire.refused(port()));
    }
  }

  private int port() {
    return https.getAddress().getPort();
  }

  private static void answerWithTheProtocol(HttpExchange exchange) throws IOException {
    answering(((HttpsExchange) exchange).getSSLSession().getProtocol()).handle(exchange);
  }

  private static final class CertificateWanted extends HttpsConfigurator {
    CertificateWanted(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setNeedClientAuth(true);
      parameters.setSSLParameters(wanted);
    }
  }
}
