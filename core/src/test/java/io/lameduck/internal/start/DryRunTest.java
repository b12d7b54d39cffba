package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.internal.config.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DryRunTest {
  /** It once waited for a quiet period, and every start waited for it. */
  @Test
  void hasNothingToWaitFor() {
    Settings settings = Settings.read(DryRun.SETTINGS, Map.of(), Map.of());
    assertThat(settings.propagationDelay()).hasMillis(1);
    assertThat(settings.quietPeriod()).isZero();
    assertThat(settings.idleLinger()).hasMillis(1);
  }

  @Test
  void comesToItsEndAndLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = threads();
    assertThat(DryRun.run()).isTrue();
    await().atMost(Duration.ofSeconds(20)).until(() -> before.containsAll(threads()));
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("lameduck-"));
    return threads;
  }
}
