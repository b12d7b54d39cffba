package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.util.Version;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without these the others would prove less than they say. */
@ExtendWith(EventLoops.class)
class EventLoopsTest {
  @Test
  void aBlockedEventLoopIsFound() throws Exception {
    EventLoopGroup group = Transport.ofThisRun().group(1);
    group.submit(EventLoopsTest::onPurpose).await();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    assertThat(EventLoops.onPurpose(EventLoops.blocked())).isNotEmpty();
  }

  /** Waits for nothing: that it blocks is what is found. */
  private static Void onPurpose() throws InterruptedException {
    new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    return null;
  }

  @Test
  void aLostBufferIsFound() {
    PooledByteBufAllocator.DEFAULT.buffer(16).touch("lost onPurpose");
    await().until(() -> EventLoops.onPurpose(EventLoops.lost()).size() == 1); // others look, too
  }

  @Test
  void thisIsTheNettyOfThisRun() {
    assertThat(Version.identify().values())
        .extracting(Version::artifactVersion)
        .containsOnly(System.getProperty("netty.version"));
  }
}
