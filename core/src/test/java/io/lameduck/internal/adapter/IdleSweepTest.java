package io.lameduck.internal.adapter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IdleSweepTest {
  private static final Duration LINGER = ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final List<FakeConnection> open = new CopyOnWriteArrayList<>();
  private Runnable onClose = () -> {};
  private final IdleSweep sweep = new IdleSweep(time, LINGER, () -> open);

  @Nested
  class GivesALastChance {
    @Test
    void toAConnectionThatWasIdleWhenTheSweepBegan() {
      FakeConnection connection = open();
      sweep.look();
      time.advance(LINGER.minusNanos(1));
      sweep.look();
      assertThat(connection.closedAt).isNull();
      time.advance(ofNanos(1));
      sweep.look();
      assertThat(connection.closedAt).isEqualTo(LINGER);
    }

    @Test
    void toAConnectionThatBecomesIdleLater() {
      FakeConnection connection = open();
      connection.served = IdleSweep.Connection.BUSY;
      sweep.look();
      time.advance(LINGER);
      sweep.look();
      connection.served = 1;
      assertClosedALingerFromNow(connection);
    }

    @Test
    void toAConnectionThatWasBusyBetweenTwoLooks() {
      FakeConnection connection = open();
      sweep.look();
      time.advance(LINGER.minusNanos(1));
      connection.served = 1;
      assertClosedALingerFromNow(connection);
    }

    @Test
    void toAConnectionThatIsOpenedLater() {
      sweep.look();
      time.advance(LINGER);
      assertClosedALingerFromNow(open());
    }

    @Test
    void toAConnectionWhoseBytesNoThreadHadLookedAt() {
      FakeConnection connection = open();
      connection.unread = true;
      sweep.look();
      for (int i = 0; i < 10; i++) {
        time.advance(LINGER);
        sweep.look();
      }
      connection.unread = false;
      assertClosedALingerFromNow(connection);
    }

    @Test
    void toAConnectionThatWasBusyWhileOthersWereClosed() {
      Stream.generate(FakeConnection::new).limit(1000).forEach(open::add);
      sweep.look();
      time.advance(LINGER);
      onClose = () -> open.forEach(connection -> connection.served = 1);
      sweep.look();
      assertThat(open).filteredOn(connection -> connection.closedAt != null).hasSize(1);
    }

    @Test
    void toAConnectionWhoseBytesCameWhileOthersWereClosed() {
      Stream.generate(FakeConnection::new).limit(1000).forEach(open::add);
      sweep.look();
      time.advance(LINGER);
      onClose = () -> open.forEach(connection -> connection.unread = true);
      sweep.look();
      assertThat(open).filteredOn(connection -> connection.closedAt != null).hasSize(1);
    }

    @Test
    void toAConnectionThatBecomesIdleWhileOthersAreLookedAt() {
      FakeConnection slow = open();
      FakeConnection connection = open();
      connection.served = IdleSweep.Connection.BUSY;
      slow.onLook =
          () -> {
            time.advance(ofMillis(3));
            connection.served = 1;
            slow.onLook = () -> {};
          };
      assertClosedALingerFromNow(connection);
    }

    private void assertClosedALingerFromNow(FakeConnection connection) {
      sweep.look();
      time.advance(LINGER.minusNanos(1));
      sweep.look();
      assertThat(connection.closedAt).isNull();
      time.advance(ofNanos(1));
      sweep.look();
      assertThat(connection.closedAt).isNotNull();
    }
  }

  @Nested
  class SpreadsTheClosing {
    @Test
    void ofAFewOverAMillisecondEach() {
      closeAll(3);
      assertThat(open)
          .extracting(connection -> connection.closedAt)
          .containsExactlyInAnyOrder(ofMillis(1000), ofMillis(1001), ofMillis(1002));
    }

    @Test
    void ofManyOverOneMoreLinger() {
      closeAll(10_000);
      assertThat(time.elapsed()).isEqualTo(LINGER.multipliedBy(2));
      assertThat(open).filteredOn(c -> c.closedAt.compareTo(ofMillis(1500)) < 0).hasSize(5_000);
    }

    private void closeAll(int connections) {
      Stream.generate(FakeConnection::new).limit(connections).forEach(open::add);
      sweep.look();
      time.advance(LINGER);
      sweep.look();
    }
  }

  @Test
  void aBusyConnectionIsNotClosed() {
    FakeConnection connection = open();
    connection.served = IdleSweep.Connection.BUSY;
    sweep.look();
    time.advance(LINGER.multipliedBy(10));
    sweep.look();
    assertThat(connection.closedAt).isNull();
  }

  @Test
  @Timeout(10)
  void itGoesOnUntilItIsStopped() {
    List<FakeConnection> live = new CopyOnWriteArrayList<>(List.of(new FakeConnection()));
    try (IdleSweep running = new IdleSweep(Duration.ZERO, () -> new ArrayList<>(live))) {
      assertThat(running.start()).isSameAs(running);
      await().until(() -> live.get(0).closedAt != null);
      live.add(new FakeConnection());
      await().until(() -> live.get(1).closedAt != null);
    }
    await().until(() -> threads().isEmpty());
  }

  @Test
  @Timeout(10)
  void itGoesOnAfterAFailure() {
    FakeConnection last = new FakeConnection();
    AtomicInteger looks = new AtomicInteger();
    try (IdleSweep running = new IdleSweep(Duration.ZERO, () -> failingAtFirst(looks, last))) {
      assertThat(running.start()).isSameAs(running);
      await().until(() -> last.closedAt != null);
    }
  }

  private static List<FakeConnection> failingAtFirst(AtomicInteger looks, FakeConnection last) {
    if (looks.incrementAndGet() == 1) {
      throw new IllegalStateException("as the test wants it");
    }
    return List.of(last);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter("lameduck-idle-connections"::equals)
        .toList();
  }

  private FakeConnection open() {
    FakeConnection connection = new FakeConnection();
    open.add(connection);
    return connection;
  }

  private final class FakeConnection implements IdleSweep.Connection {
    volatile long served;
    volatile boolean unread;
    volatile Duration closedAt;
    Runnable onLook = () -> {};

    @Override
    public long served() {
      onLook.run();
      return served;
    }

    @Override
    public boolean hasUnread() {
      return unread;
    }

    @Override
    public void closeIdle(long served) {
      closedAt = closedAt == null ? time.elapsed() : closedAt;
      onClose.run();
    }
  }
}
