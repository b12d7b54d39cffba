package io.lameduck.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Phase;
import io.lameduck.PhaseListener;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.process.RecordedLog;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final ManualTime time = new ManualTime();
  private final List<String> moves = new ArrayList<>();
  private final Lifecycle lifecycle = lifecycle(ReadinessOnShutdown.FAIL);

  @Nested
  class LegalMoves {
    @Test
    void areForwardOnly() {
      assertThat(movesFrom(Phase.STARTING)).containsOnly(Phase.READY, Phase.LAME_DUCK);
      assertThat(movesFrom(Phase.READY)).containsOnly(Phase.LAME_DUCK);
      assertThat(movesFrom(Phase.LAME_DUCK)).containsOnly(Phase.DRAINING);
      assertThat(movesFrom(Phase.DRAINING)).containsOnly(Phase.CLOSING);
      assertThat(movesFrom(Phase.CLOSING)).containsOnly(Phase.TERMINATED);
      assertThat(movesFrom(Phase.TERMINATED)).isEmpty();
    }

    private static Set<Phase> movesFrom(Phase from) {
      return Stream.of(Phase.values())
          .filter(next -> Lifecycle.isLegal(from, next))
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
    }
  }

  @Nested
  class AMove {
    @Test
    void isAnnounced() {
      lifecycle.ready();
      assertThat(moves).containsExactly("STARTING READY");
    }

    @Test
    void thatIsIllegalDoesNotHappen() {
      lifecycle.advance(Phase.CLOSING);
      assertThat(lifecycle.current()).isEqualTo(Phase.STARTING);
      assertThat(moves).isEmpty();
    }

    @Test
    void toReadyCannotUndoALameDuck() {
      lifecycle.ready();
      lifecycle.advance(Phase.LAME_DUCK);
      lifecycle.ready();
      assertThat(lifecycle.current()).isEqualTo(Phase.LAME_DUCK);
    }
  }

  @Nested
  class Readiness {
    @Test
    void beginsWithReadyAndEndsWithTheLameDuck() {
      assertThat(lifecycle.accepting()).isFalse();
      lifecycle.ready();
      assertThat(lifecycle.accepting()).isTrue();
      lifecycle.advance(Phase.LAME_DUCK);
      assertThat(lifecycle.accepting()).isFalse();
    }

    @Test
    void isKeptThroughTheLameDuckWhenSoConfigured() {
      Lifecycle keeping = lifecycle(ReadinessOnShutdown.KEEP);
      keeping.ready();
      keeping.advance(Phase.LAME_DUCK);
      time.advance(Duration.ofMinutes(1));
      assertThat(keeping.accepting()).isTrue();
      keeping.advance(Phase.DRAINING);
      assertThat(keeping.accepting()).isFalse();
    }

    @Test
    void isKeptForAWhileWhenSoConfigured() {
      Lifecycle keeping = lifecycle(ReadinessOnShutdown.failAfter(Duration.ofSeconds(3)));
      keeping.ready();
      keeping.advance(Phase.LAME_DUCK);
      time.advance(Duration.ofSeconds(3).minusNanos(1));
      assertThat(keeping.accepting()).isTrue();
      time.advance(Duration.ofNanos(1));
      assertThat(keeping.accepting()).isFalse();
    }

    @Test
    void tellsTheMomentAtWhichItEndsByTheTime() {
      Lifecycle keeping = lifecycle(ReadinessOnShutdown.failAfter(Duration.ofSeconds(3)));
      time.advance(Duration.ofSeconds(1));
      keeping.ready();
      assertThat(keeping.acceptingUntil()).isEqualTo(Long.MAX_VALUE);
      keeping.advance(Phase.LAME_DUCK);
      assertThat(keeping.acceptingUntil()).isEqualTo(Duration.ofSeconds(4).toNanos());
      time.advance(Duration.ofSeconds(3));
      assertThat(keeping.acceptingUntil()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void doesNotEndByTheTimeWhereItIsKeptOrFailsAtOnce() {
      for (ReadinessOnShutdown other :
          List.of(ReadinessOnShutdown.KEEP, ReadinessOnShutdown.FAIL)) {
        Lifecycle leaving = lifecycle(other);
        leaving.ready();
        leaving.advance(Phase.LAME_DUCK);
        assertThat(leaving.acceptingUntil()).isEqualTo(Long.MAX_VALUE);
      }
    }

    @Test
    void neverBeginsInALameDuckThatWasNotReadyBefore() {
      Lifecycle keeping = lifecycle(ReadinessOnShutdown.KEEP);
      keeping.advance(Phase.LAME_DUCK);
      assertThat(keeping.accepting()).isFalse();
    }
  }

  @Test
  void onceStartedItStaysStarted() {
    assertThat(lifecycle.started()).isFalse();
    lifecycle.ready();
    lifecycle.advance(Phase.LAME_DUCK);
    lifecycle.advance(Phase.DRAINING);
    assertThat(lifecycle.started()).isTrue();
  }

  private Lifecycle lifecycle(ReadinessOnShutdown readiness) {
    List<PhaseListener> listeners = List.of((from, to) -> moves.add(from + " " + to));
    LogWriter logWriter = new LogWriter(new RecordedLog(), Runnable::run);
    return new Lifecycle(
        time, readiness, new PhaseEvents(new StagedThreads(), time, logWriter, listeners));
  }
}
