package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When the last chance of a connection begins anew that has not sent a whole request. */
@ExtendWith(EventLoops.class)
class ProgressTest {
  private final EmbeddedChannel listener = new EmbeddedChannel();
  private final Connections connections = new Connections(Duration.ZERO);
  private EmbeddedChannel channel;
  private WatchedConnection connection;

  @BeforeEach
  void accept() {
    connections.watch(listener);
    channel =
        new EmbeddedChannel(
            listener,
            DefaultChannelId.newInstance(),
            true,
            false,
            new HttpServerCodec(),
            new HttpDrainHandler());
    connection = Connections.connectionOf(channel);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    listener.finishAndReleaseAll();
  }

  @Test
  void aPartOfARequestIsProgressInADrain() {
    draining();
    long before = connection.served();
    channel.writeInbound(text("GET / HT"));
    assertThat(connection.served()).isGreaterThan(before);
  }

  @Test
  void aClientThatSendsByteByByteHasNoLastChanceForEver() {
    draining();
    for (int i = 0; i < 10; i++) {
      channel.writeInbound(text("a"));
    }
    long before = connection.served();
    channel.writeInbound(text("a"));
    assertThat(connection.served()).isEqualTo(before);
  }

  @Test
  void nobodyCountsBeforeTheDrain() {
    long before = connection.served();
    channel.writeInbound(text("GET / HT"));
    assertThat(connection.served()).isEqualTo(before);
  }

  @Test
  void aConnectionIsNotClosedThatHasComeFurtherSinceItWasFoundIdle() {
    draining();
    long found = connection.served();
    channel.writeInbound(text("GET / HT"));
    closeIdle(found);
    assertThat(channel.isOpen()).isTrue();
    closeIdle(connection.served());
    assertThat(channel.isOpen()).isFalse();
  }

  private void draining() {
    connections.draining();
    channel.runPendingTasks();
  }

  private void closeIdle(long served) {
    channel.freezeTime();
    connection.closeIdle(served);
    channel.runPendingTasks();
    channel.advanceTimeBy(WatchedConnection.A_TURN_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.unfreezeTime();
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
