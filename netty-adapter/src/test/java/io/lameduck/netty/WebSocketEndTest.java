package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a WebSocket whose client does not answer. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class WebSocketEndTest {
  private static final Duration LIMIT = ofSeconds(1);
  private static final byte CLOSE = (byte) 0x88;
  private static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final NettyRig rig = new NettyRig();
  private Drill drill;

  @AfterEach
  void end() throws Exception {
    drill.close();
    rig.stop();
  }

  @Test
  void isToldByTheServer() throws Exception {
    assertThat(closeFramesSentBy(ChannelInboundHandlerAdapter::new)).containsExactly(1001);
  }

  @Test
  void isToldByItsOwnHandlerAloneWhichHearsOfTheDrainFirst() throws Exception {
    assertThat(closeFramesSentBy(OwnWords::new)).containsExactly(4000);
  }

  private List<Integer> closeFramesSentBy(Supplier<ChannelInboundHandlerAdapter> application)
      throws Exception {
    NettyServer server =
        rig.serve(Pipelines.OURS.http1(application::get)).withWebSocketLimit(LIMIT);
    drill = new Drill(server).set(Setting.IDLE_LINGER, ofSeconds(2)).start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.getOutputStream().write(HANDSHAKE.getBytes(US_ASCII));
      readHead(socket.getInputStream());
      long begun = System.nanoTime();
      drill.drain();
      byte[] frames = socket.getInputStream().readAllBytes();
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(LIMIT.toNanos());
      drill.assertDrained();
      return codes(frames);
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head).startsWith("HTTP/1.1 101 ");
  }

  /** Each frame: its kind, its length, and behind the code a reason. */
  private static List<Integer> codes(byte[] bytes) {
    List<Integer> codes = new ArrayList<>();
    ByteBuffer frames = ByteBuffer.wrap(bytes);
    while (frames.hasRemaining()) {
      assertThat(frames.get()).isEqualTo(CLOSE);
      int length = frames.get();
      codes.add((int) frames.getShort());
      frames.position(frames.position() + length - Short.BYTES);
    }
    return codes;
  }

  private static final class OwnWords extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == DrainEvent.DRAINING) {
        ctx.writeAndFlush(new CloseWebSocketFrame(4000, ""));
      }
      ctx.fireUserEventTriggered(event);
    }
  }
}
