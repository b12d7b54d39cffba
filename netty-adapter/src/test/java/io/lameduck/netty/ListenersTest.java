package io.lameduck.netty;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Listeners, and connections from the moment they are accepted. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class ListenersTest {
  private static final String UPGRADE =
      String.join(
          "\r\n",
          "Connection: upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "");

  private final NettyRig rig = new NettyRig();
  private Drill drill;

  @AfterEach
  void end() throws Exception {
    if (drill != null) {
      drill.close();
    }
    rig.stop();
  }

  @Test
  void thatAreBoundByTheirOwnerAreDrained() throws Exception {
    Channel first = rig.bootstrap(hello()).bind(NettyRig.anyPort()).sync().channel();
    Channel second = rig.bootstrap(hello()).bind(NettyRig.anyPort()).sync().channel();
    NettyServer server = NettyServer.of(first, second);
    assertThat(server.ports()).containsExactlyInAnyOrder(port(first), port(second));
    try (Wire early = Wire.to(port(first))) {
      drill = new Drill(server).start();
      try (Wire late = Wire.to(port(second))) {
        assertThat(early.get("/hello").reply().body()).isEqualTo("/hello");
        assertThat(late.get("/hello").reply().body()).isEqualTo("/hello");
        drill.drain();
        drill.assertDrained();
        assertThat(early.ended()).isTrue();
        assertThat(late.ended()).isTrue();
        assertThat(drill.report().traffic().served()).isEqualTo(2);
      }
    }
    assertThat(Wire.refused(port(first))).isTrue();
    assertThat(Wire.refused(port(second))).isTrue();
  }

  @Test
  void thatCannotBeBoundStopTheStartAndLeaveNothingBehind() throws Exception {
    Channel taken = rig.bootstrap(hello()).bind(NettyRig.anyPort()).sync().channel();
    NettyServer server =
        NettyServer.of(rig.bootstrap(hello()), NettyRig.anyPort(), taken.localAddress());
    assertThatThrownBy(() -> new Drill(server).start())
        .hasStackTraceContaining("Netty could not listen on " + taken.localAddress());
    assertThat(server.addresses()).hasSize(1);
    int free = ((InetSocketAddress) server.addresses().get(0)).getPort();
    // Not at once: the JDK lets go of a port when its selector next looks for work.
    await().until(() -> Wire.refused(free));
    taken.close().sync();
  }

  @Test
  void aLimitForWebSocketsIsNotNegative() {
    NettyServer server = NettyServer.of(rig.bootstrap(hello()), NettyRig.anyPort());
    assertThatThrownBy(() -> server.withWebSocketLimit(ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("web socket limit: PT-0.001S (expected: >= PT0S)");
  }

  @Test
  void aWebSocketWhoseClientDoesNotAnswerIsClosedAtItsLimit() throws Exception {
    Duration limit = ofMillis(400);
    drill = new Drill(rig.serve(hello()).withWebSocketLimit(limit)).start();
    try (Wire wire = Wire.to(rig.port())) {
      assertThat(wire.request("GET", "/ws", UPGRADE).replyHead().status()).isEqualTo(101);
      await().until(() -> drill.inFlight().count() == 0);
      long begun = System.nanoTime();
      drill.drain();
      drill.assertDrained();
      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(taken).isBetween(limit, limit.plusSeconds(20));
    }
  }

  @Test
  void aTlsHandshakeThatIsNeverFinishedDoesNotHoldTheDrain(@TempDir Path dir) throws Exception {
    SelfSigned certificate = SelfSigned.in(dir);
    drill = new Drill(rig.serve(secure(certificate))).set(Setting.IDLE_LINGER, ofMillis(300));
    drill.start();
    try (Wire silent = Wire.to(rig.port());
        Wire begun = Wire.to(rig.port())) {
      begun.send("\u0016\u0003\u0001"); // the first bytes of a ClientHello
      drill.drain();
      drill.assertDrained();
      assertThat(silent.ended()).isTrue();
      assertThat(begun.ended()).isTrue();
    }
  }

  /** For the sweep it is another one than before, with a last chance of its own. */
  @Test
  void aConnectionWhoseTlsHandshakeIsFinishedBecomesIdleAnew() {
    EmbeddedChannel listener = new EmbeddedChannel();
    assertThat(NettyServer.of(listener).addresses()).hasSize(1);
    EmbeddedChannel accepted =
        new EmbeddedChannel(
            listener, DefaultChannelId.newInstance(), true, false, new HttpDrainHandler());
    WatchedConnection connection = Connections.connectionOf(accepted);
    long before = connection.served();
    accepted.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
    assertThat(connection.served()).isNotEqualTo(before).isNotEqualTo(WatchedConnection.BUSY);
    accepted.finish();
  }

  @Test
  void manyConnectionsThatComeWhileTheListenerClosesNeitherEscapeNorHoldTheDrain()
      throws Exception {
    drill = new Drill(rig.serve(hello())).set(Setting.IDLE_LINGER, ofMillis(100)).start();
    int port = rig.port();
    Thread clients =
        new Thread(
            () ->
                Stream.generate(() -> connects(port))
                    .takeWhile(connected -> connected)
                    .limit(20_000)
                    .forEach(connected -> {}));
    clients.start();
    drill.drain();
    drill.assertDrained();
    clients.join(20_000);
    assertThat(clients.isAlive()).isFalse();
  }

  private static boolean connects(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Pipelines.Pipeline hello() {
    return Pipelines.OURS.http1(() -> new InOrderHandler(true));
  }

  private static Pipelines.Pipeline secure(SelfSigned certificate) {
    return Pipelines.OURS.secure(certificate, () -> new InOrderHandler(true));
  }

  private static int port(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }
}
