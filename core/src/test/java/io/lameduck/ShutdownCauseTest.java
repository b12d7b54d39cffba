package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShutdownCauseTest {
  @Test
  void isShownByTheWordOfItsTrigger() {
    assertThat(ShutdownCause.of(Trigger.SIGTERM)).hasToString("SIGTERM");
  }

  @Test
  void isShownWithTheReasonThatWasGiven() {
    assertThat(new ShutdownCause(Trigger.SHUTDOWN, "job done")).hasToString("shutdown (job done)");
  }

  @Test
  void isShownWithTheWordOfTheOrchestratorFirst() {
    assertThat(new ShutdownCause(Trigger.SIGTERM, "", "PreemptionByScheduler"))
        .hasToString("SIGTERM (PreemptionByScheduler)");
    assertThat(new ShutdownCause(Trigger.SIGTERM, "during start", "PreemptionByScheduler"))
        .hasToString("SIGTERM (PreemptionByScheduler, during start)");
  }
}
