package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's server over HTTPS. */
class JdkHttpsServerTest extends JdkServerTest {
  private static SelfSigned certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @Override
  HttpServer create(InetSocketAddress address) throws Exception {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return server;
  }

  @Override
  protected Wire connect() throws IOException {
    return certificate.connect(port());
  }
}
