package io.lameduck.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GateTest {
  private final AtomicInteger emptied = new AtomicInteger();
  private final Gate gate = new Gate(4, emptied::incrementAndGet);

  @Nested
  class WhileOpen {
    @Test
    void itCountsWhoIsInside() {
      int first = gate.enter();
      int second = gate.enter();
      assertThat(gate.count()).isEqualTo(2);
      gate.leave(first);
      gate.leave(second);
      assertThat(gate.count()).isZero();
    }

    @Test
    void itCountsWhoHasLeft() {
      for (int i = 0; i < 3; i++) {
        gate.leave(gate.enter());
      }
      assertThat(gate.left()).isEqualTo(3);
    }

    @Test
    void nobodyIsToldThatItIsEmpty() {
      gate.leave(gate.enter());
      assertThat(emptied).hasValue(0);
    }

    @Test
    void itCannotBeShutAlthoughItIsEmpty() {
      assertThat(gate.closeIfEmpty()).isFalse();
      assertThat(gate.enter()).isNotEqualTo(Gate.REFUSED);
    }
  }

  @Nested
  class OnceFolded {
    @Test
    void itTellsAtOnceWhenItIsEmptyAlready() {
      gate.fold();
      assertThat(emptied).hasValue(1);
    }

    @Test
    void itTellsWhenTheLastOfBeforeLeaves() {
      int first = gate.enter();
      int second = gate.enter();
      gate.fold();
      gate.leave(first);
      assertThat(emptied).hasValue(0);
      gate.leave(second);
      assertThat(emptied).hasValue(1);
    }

    @Test
    void itStillLetsInAndTellsWhenTheyHaveLeft() {
      gate.fold();
      int late = gate.enter();
      assertThat(late).isNotEqualTo(Gate.REFUSED);
      assertThat(gate.count()).isEqualTo(1);
      gate.leave(late);
      assertThat(gate.left()).isEqualTo(1);
      assertThat(emptied).hasValue(2);
    }

    @Test
    void oneOfBeforeAndOneOfAfterAreBothWaitedFor() {
      int before = gate.enter();
      gate.fold();
      int after = gate.enter();
      gate.leave(before);
      assertThat(gate.closeIfEmpty()).isFalse();
      assertThat(emptied).hasValue(0);
      gate.leave(after);
      assertThat(emptied).hasValue(1);
      assertThat(gate.closeIfEmpty()).isTrue();
    }

    @Test
    void itIsShutOnlyIfNobodyIsInside() {
      int before = gate.enter();
      gate.fold();
      assertThat(gate.closeIfEmpty()).isFalse();
      assertThat(gate.enter()).isNotEqualTo(Gate.REFUSED);
      gate.leave(before);
      assertThat(gate.closeIfEmpty()).isFalse();
    }

    @Test
    void foldingItAgainChangesNothing() {
      int before = gate.enter();
      gate.fold();
      gate.fold();
      gate.leave(before);
      gate.fold();
      assertThat(emptied).hasValue(1);
      assertThat(gate.closeIfEmpty()).isTrue();
    }
  }

  @Nested
  class OnceShut {
    @Test
    void itRefuses() {
      gate.fold();
      assertThat(gate.closeIfEmpty()).isTrue();
      assertThat(gate.enter()).isEqualTo(Gate.REFUSED);
      assertThat(gate.count()).isZero();
    }

    @Test
    void beingShutAgainIsNoNews() {
      gate.fold();
      assertThat(gate.closeIfEmpty()).isTrue();
      assertThat(gate.closeIfEmpty()).isTrue();
    }

    @Test
    void whoIsStillInsideMayLeave() {
      int before = gate.enter();
      gate.fold();
      int after = gate.enter();
      gate.close();
      assertThat(gate.enter()).isEqualTo(Gate.REFUSED);
      assertThat(gate.count()).isEqualTo(2);
      gate.leave(before);
      gate.leave(after);
      assertThat(gate.count()).isZero();
      assertThat(gate.left()).isEqualTo(2);
      assertThat(gate.closeIfEmpty()).isTrue();
    }
  }

  @Test
  void tenThousandVisitorsRacingWithTheFoldAreAllCountedOut() throws InterruptedException {
    int threads = 4;
    int visits = 2_500;
    CountDownLatch halfway = new CountDownLatch(threads);
    List<Thread> visitors = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      visitors.add(new Thread(() -> visit(visits, halfway)));
    }
    visitors.forEach(Thread::start);
    halfway.await();
    gate.fold();
    for (Thread visitor : visitors) {
      visitor.join();
    }
    assertThat(gate.count()).isZero();
    assertThat(gate.left()).isEqualTo((long) threads * visits);
    assertThat(emptied.get()).isPositive();
    assertThat(gate.closeIfEmpty()).isTrue();
  }

  private void visit(int visits, CountDownLatch halfway) {
    for (int i = 0; i < visits; i++) {
      int place = gate.enter();
      if (i == visits / 2) {
        halfway.countDown();
      }
      gate.leave(place);
    }
  }
}
