package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.time.ManualTime;
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
    void areForwardOnlyButForTheLameDuckThatIsTakenBack() {
      assertThat(movesFrom(Phase.STARTING)).containsOnly(Phase.READY, Phase.LAME_DUCK);
      assertThat(movesFrom(Phase.READY)).containsOnly(Phase.LAME_DUCK);
      assertThat(movesFrom(Phase.LAME_DUCK))
          .containsOnly(Phase.DRAINING, Phase.READY, Phase.STARTING);
      assertThat(movesFrom(Phase.DRAINING)).containsOnly(Phase.CLOSING);
      assertThat(movesFrom(Phase.CLOSING)).containsOnly(Phase.TERMINATED);
      assertThat(movesFrom(Phase.TERMINATED)).isEmpty();
    }

    private static Set<Phase> movesFrom(Phase from) {
      return Stream.of(Phase.values())
          .filter(from::mayBecome)
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

    @Test
    void isMadeAlthoughAListenerThrows() {
      lifecycle.addListener(
          (from, to) -> {
            throw new IllegalStateException("listener");
          });
      lifecycle.ready();
      assertThat(lifecycle.current()).isEqualTo(Phase.READY);
    }
  }

  @Nested
  class AWithdrawal {
    @Test
    void goesBackToReady() {
      lifecycle.ready();
      lifecycle.advance(Phase.LAME_DUCK);
      lifecycle.withdraw();
      assertThat(lifecycle.current()).isEqualTo(Phase.READY);
    }

    @Test
    void goesBackToStartingIfThatIsWhereItWas() {
      lifecycle.advance(Phase.LAME_DUCK);
      lifecycle.withdraw();
      assertThat(lifecycle.current()).isEqualTo(Phase.STARTING);
    }

    @Test
    void isImpossibleOnceDraining() {
      lifecycle.advance(Phase.LAME_DUCK);
      lifecycle.advance(Phase.DRAINING);
      lifecycle.withdraw();
      assertThat(lifecycle.current()).isEqualTo(Phase.DRAINING);
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
    return new Lifecycle(time, readiness, List.of((from, to) -> moves.add(from + " " + to)));
  }
}
