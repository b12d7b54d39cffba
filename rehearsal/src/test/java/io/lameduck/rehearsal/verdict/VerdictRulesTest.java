package io.lameduck.rehearsal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictRulesTest {
  private static final Count GOOD = new Count(1000, Map.of());

  @Test
  void passIfNothingFailed() {
    assertThat(reasons(Map.of(ClientKind.FRESH, GOOD), EnumSet.of(ClientKind.FRESH))).isEmpty();
  }

  @Test
  void doNotPassWithoutARequest() {
    assertThat(reasons(Map.of(), EnumSet.of(ClientKind.FRESH)))
        .containsExactly("No request was made, so nothing is known.");
  }

  /** The others would hide it. */
  @Test
  void doNotPassIfNoRequestOfAKindEnded() {
    assertThat(
            reasons(
                Map.of(ClientKind.FRESH, GOOD, ClientKind.SLOW, new Count(0, Map.of())),
                EnumSet.of(ClientKind.KEPT_ALIVE, ClientKind.FRESH, ClientKind.SLOW)))
        .containsExactly(
            "No request of the kept-alive clients ended, so nothing is known.",
            "No request of the slow clients ended, so nothing is known.");
  }

  @Test
  void doNotPassIfARequestFailed() {
    Count failed = new Count(1200, Map.of(FailureKind.REFUSED, 3L));
    assertThat(reasons(Map.of(ClientKind.FRESH, failed), Set.of()))
        .containsExactly("3 of 1,200 requests failed: refused 3.");
  }

  @Test
  void doNotPassIfAPodWasRestarted() {
    PodEvent start = new PodEvent(Duration.ZERO, PodEvent.Kind.STARTED, "");
    PodHistory pod = new PodHistory("web-1", List.of(start, start), null, List.of());
    assertThat(
            VerdictRules.of(
                    results(Map.of(ClientKind.FRESH, GOOD)), Set.of(), List.of(pod), Set.of())
                .reasons())
        .containsExactly("web-1 was restarted; restarts: 1.");
  }

  private static List<String> reasons(Map<ClientKind, Count> byClient, Set<ClientKind> clients) {
    return VerdictRules.of(results(byClient), clients, List.of(), Set.of()).reasons();
  }

  private static Results results(Map<ClientKind, Count> byClient) {
    return new Results(
        byClient,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        new Timeline(Duration.ofMillis(100), List.of()),
        ColdStarts.none());
  }
}
