package io.lameduck.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.ChildJvm;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In JVMs of their own, since the JDK reads the property once. */
@Timeout(60)
class NoDelayTest {
  private static final String PROVIDER = "-Dcom.sun.net.httpserver.HttpServerProvider=";
  private static final String OF_THE_JDK =
      PROVIDER + "sun.net.httpserver.DefaultHttpServerProvider";

  @Test
  void aKeptAliveConnectionIsAnsweredAtOnce() throws Exception {
    assertThat(Duration.ofNanos(said(MedianOfCreated.class))).isLessThan(Duration.ofMillis(20));
  }

  /** Where the system class loader cannot see the library, the JDK uses its own provider. */
  @Test
  void soItIsOnAServerThatThisLibraryCreates() throws Exception {
    assertThat(Duration.ofNanos(said(MedianOfOurs.class, OF_THE_JDK)))
        .isLessThan(Duration.ofMillis(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void whatSomebodyHasDecidedIsLeftAlone(String decided) throws Exception {
    String option = "-D" + NoDelay.PROPERTY + "=" + decided;
    assertThat(output(Advice.class, option)).isEqualTo(decided + " []");
    assertThat(output(AdviceAfterAnother.class, OF_THE_JDK, option)).isEqualTo(decided + " []");
  }

  @Test
  void nothingIsAdvisedWhereItWasInTime() throws Exception {
    assertThat(output(Advice.class)).isEqualTo("true []");
    assertThat(output(AdviceAfterAnother.class)).isEqualTo("true []");
    assertThat(output(Advice.class, OF_THE_JDK)).isEqualTo("true []");
  }

  @Test
  void theOptionOfTheJvmIsAdvisedWhereAnotherServerWasFirst() throws Exception {
    assertThat(output(AdviceAfterAnother.class, OF_THE_JDK))
        .contains("created before", "start the JVM with -Dsun.net.httpserver.nodelay=true");
  }

  private static long said(Class<?> main, String... options) throws Exception {
    return Long.parseLong(output(main, options));
  }

  private static String output(Class<?> main, String... options) throws Exception {
    return ChildJvm.run(main, options).output().strip();
  }

  static final class MedianOfCreated {
    private MedianOfCreated() {}

    public static void main(String[] args) throws IOException {
      System.out.println(median(HttpServer.create(anyPort(), 0)));
    }
  }

  static final class MedianOfOurs {
    private MedianOfOurs() {}

    public static void main(String[] args) throws IOException {
      System.out.println(median(JdkServer.create(anyPort(), 0)));
    }
  }

  static final class Advice {
    private Advice() {}

    public static void main(String[] args) throws IOException {
      HttpServer server = JdkServer.create(anyPort(), 0);
      server.setExecutor(Runnable::run);
      System.out.println(
          System.getProperty(NoDelay.PROPERTY) + " " + JdkServer.of(server).advice());
    }
  }

  static final class AdviceAfterAnother {
    private AdviceAfterAnother() {}

    public static void main(String[] args) throws IOException {
      HttpServer.create(anyPort(), 0).start();
      Advice.main(args);
      System.exit(0);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Of many requests on one connection, since the kernel acknowledges the first few at once. */
  private static long median(HttpServer server) throws IOException {
    byte[] body = new byte[1024];
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    long[] nanos = new long[60];
    try (Socket client =
        new Socket(server.getAddress().getAddress(), server.getAddress().getPort())) {
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = roundTrip(client);
      }
    }
    server.stop(0);
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }

  private static long roundTrip(Socket client) throws IOException {
    long start = System.nanoTime();
    client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
    DataInputStream in = new DataInputStream(client.getInputStream());
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    in.readFully(new byte[1024]);
    return System.nanoTime() - start;
  }
}
