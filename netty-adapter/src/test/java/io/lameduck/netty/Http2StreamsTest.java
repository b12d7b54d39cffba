package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The end of a connection of HTTP/2, at its boundaries: the time of its event loop stands still.
 */
@ExtendWith(EventLoops.class)
class Http2StreamsTest {
  private static final long PATIENCE_MILLIS = 1000;

  private final EmbeddedChannel listener = new EmbeddedChannel();
  private EmbeddedChannel connection;

  @BeforeEach
  void accept() {
    assertThat(NettyServer.of(listener).addresses()).hasSize(1);
    connection =
        new EmbeddedChannel(
            listener,
            DefaultChannelId.newInstance(),
            true,
            false,
            Http2FrameCodecBuilder.forServer().build(),
            new Http2DrainHandler());
    connection.freezeTime();
    connection.writeInbound(Http2CodecUtil.connectionPrefaceBuf());
    connection.writeInbound(frame(Http2FrameTypes.SETTINGS, 0, ""));
  }

  @AfterEach
  void close() {
    connection.finishAndReleaseAll();
    listener.finishAndReleaseAll();
  }

  @Test
  void anEmptyConnectionIsKeptAMomentAfterTheSecondGoAway() {
    tellToGo();
    connection.writeInbound(frame(Http2FrameTypes.PING, Http2Flags.ACK, "lameduck"));
    pass(Http2Streams.LAST_MILLIS - 1);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aClientThatDoesNotAnswerThePingHasASecond() {
    tellToGo();
    pass(PATIENCE_MILLIS);
    pass(Http2Streams.LAST_MILLIS - 1);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void thePingOfAnotherIsNoAnswer() {
    tellToGo();
    connection.writeInbound(frame(Http2FrameTypes.PING, Http2Flags.ACK, "another!"));
    pass(PATIENCE_MILLIS - 1);
    pass(Http2Streams.LAST_MILLIS);
    assertThat(connection.isOpen()).isTrue();
  }

  private void tellToGo() {
    WatchedConnection watched = Connections.connectionOf(connection);
    watched.closeIdle(watched.served());
    connection.runPendingTasks();
    pass(WatchedConnection.A_TURN_MILLIS);
  }

  private void pass(long millis) {
    connection.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    connection.runScheduledPendingTasks();
    connection.runPendingTasks();
  }

  private static ByteBuf frame(byte type, int flags, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
    return Unpooled.buffer()
        .writeMedium(bytes.length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(0)
        .writeBytes(bytes);
  }
}
