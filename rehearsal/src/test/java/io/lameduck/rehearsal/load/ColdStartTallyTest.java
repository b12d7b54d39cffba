package io.lameduck.rehearsal.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColdStartTallyTest {
  /** A histogram is right to two digits. */
  private static final Offset<Double> TWO_DIGITS = within(0.1);

  private final ColdStartTally tally = new ColdStartTally();
  private Duration now = Duration.ZERO;

  @Test
  void theFirstThousandRequestsToAPodAreComparedWithLaterOnesToAll() {
    serve(1000, ClientKind.KEPT_ALIVE, "first", 8);
    serve(2000, ClientKind.KEPT_ALIVE, "first", 1);
    serve(1000, ClientKind.KEPT_ALIVE, "second", 4);
    serve(500, ClientKind.KEPT_ALIVE, "second", 1);
    ColdStart first = ofPod("first");
    assertThat(first.requests()).isEqualTo(1000);
    assertThat(first.steadyRequests()).isEqualTo(2500);
    assertThat(first.ratio().orElseThrow()).isEqualTo(8, TWO_DIGITS);
    assertThat(ofPod("second").ratio().orElseThrow()).isEqualTo(4, TWO_DIGITS);
    assertThat(ofPod("second").conclusive()).isTrue();
  }

  @Test
  void newPodsAreThoseThatWereNotThereAtTheStart() {
    serve(3000, ClientKind.KEPT_ALIVE, "old", 1);
    assertThat(tally.coldStarts(Set.of("old")).ofNewPods()).isEmpty();
    serve(600, ClientKind.KEPT_ALIVE, "new", 3);
    serve(600, ClientKind.KEPT_ALIVE, "newer", 3);
    assertThat(newPods("old").requests()).isEqualTo(1200);
    assertThat(newPods("old").ratio().orElseThrow()).isEqualTo(3, TWO_DIGITS);
  }

  @Test
  void aSlowAnswerIsOneOfTheFirstIfItsRequestWas() {
    serve(999, ClientKind.KEPT_ALIVE, "pod", 1);
    now = Duration.ofSeconds(10);
    tally.served(ClientKind.KEPT_ALIVE, "pod", now, Duration.ofMillis(1));
    tally.served(ClientKind.KEPT_ALIVE, "pod", now.plusMillis(1000), Duration.ofMillis(1001));
    assertThat(ofPod("pod").requests()).isEqualTo(1001);
    assertThat(ofPod("pod").steadyRequests()).isZero();
    tally.served(ClientKind.KEPT_ALIVE, "pod", now.plusMillis(1001), Duration.ofSeconds(1));
    assertThat(ofPod("pod").steadyRequests()).isEqualTo(1);
  }

  /** Most of those that come to a new pod connect for each request, most of the others do not. */
  @Test
  void aKindThatIsSlowerEverywhereIsNoColdStart() {
    serve(11_000, ClientKind.KEPT_ALIVE, "old", 1);
    serve(50, ClientKind.FRESH, "old", 5);
    serve(100, ClientKind.KEPT_ALIVE, "new", 1);
    serve(900, ClientKind.FRESH, "new", 5);
    assertThat(newPods("old").ratio().orElseThrow()).isEqualTo(1, TWO_DIGITS);
    assertThat(newPods("old").steadyRequests()).isEqualTo(10_050);
  }

  @Test
  void whatIsSlowByDesignDoesNotHideAColdStart() {
    serve(2500, ClientKind.KEPT_ALIVE, "old", 1);
    for (ClientKind slow : Set.of(ClientKind.SLOW, ClientKind.UPLOAD, ClientKind.STREAMING)) {
      serve(1100, slow, "old", 2000);
      serve(500, slow, "new", 2000);
    }
    serve(500, ClientKind.BURST, "new", 500);
    serve(1000, ClientKind.KEPT_ALIVE, "new", 7);
    assertThat(newPods("old").requests()).isEqualTo(1000);
    assertThat(newPods("old").ratio().orElseThrow()).isEqualTo(7, TWO_DIGITS);
  }

  @Test
  void fewerThanAThousandOnEitherSideTellNothing() {
    serve(1999, ClientKind.KEPT_ALIVE, "old", 1);
    serve(1000, ClientKind.KEPT_ALIVE, "new", 7);
    assertThat(newPods("old").conclusive()).isFalse();
    serve(1, ClientKind.KEPT_ALIVE, "old", 1);
    assertThat(newPods("old").conclusive()).isTrue();
    serve(999, ClientKind.KEPT_ALIVE, "newer", 7);
    assertThat(ofPod("newer").conclusive()).isFalse();
  }

  @Test
  void aHandfulOfOneKindCannotStandForAThousand() {
    serve(6000, ClientKind.KEPT_ALIVE, "old", 1);
    serve(10, ClientKind.FRESH, "old", 1);
    serve(1000, ClientKind.FRESH, "new", 1);
    assertThat(newPods("old").steadyRequests()).isEqualTo(10);
    assertThat(newPods("old").conclusive()).isFalse();
  }

  @Test
  void aKindThatAskedNothingInTheSteadyStateIsLeftOut() {
    serve(2000, ClientKind.KEPT_ALIVE, "old", 1);
    serve(500, ClientKind.KEPT_ALIVE, "new", 1);
    serve(4, ClientKind.IDLE, "new", 900);
    assertThat(newPods("old").requests()).isEqualTo(500);
    assertThat(newPods("old").first().max()).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void aPodThatIsAskedByNoSuchClientIsMissing() {
    serve(10, ClientKind.SLOW, "pod", 2000);
    assertThat(tally.coldStarts(Set.of())).isEqualTo(ColdStarts.none());
  }

  private void serve(int count, ClientKind client, String pod, long millis) {
    for (int i = 0; i < count; i++) {
      now = now.plusMillis(millis);
      tally.served(client, pod, now, Duration.ofMillis(millis));
    }
  }

  private ColdStart ofPod(String pod) {
    return requireNonNull(tally.coldStarts(Set.of()).byPod().get(pod));
  }

  private ColdStart newPods(String... old) {
    return tally.coldStarts(Set.of(old)).ofNewPods().orElseThrow();
  }
}
