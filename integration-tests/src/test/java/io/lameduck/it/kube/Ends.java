package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How pods that were deleted have ended. It is known of all of them, or the test fails: their logs
 * tell it, whatever the kubelet remembers.
 */
final class Ends {
  /** That of a StatefulSet also waits for the next pod to be ready, beside three other tests. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final PodHistory history;
  private final PodLogs logs;

  Ends(PodHistory history, PodLogs logs) {
    this.history = history;
    this.logs = logs;
  }

  /** Waits until a pod that was deleted has ended, and tells how the kubelet saw it last. */
  Pod awaitGone(Pod pod) {
    await(nameOf(pod) + " to end").atMost(PATIENCE).until(() -> history.hasEnded(pod));
    return history.lastSeen(pod);
  }

  /** Waits until pods that were deleted have ended, and tells what each of them said of it. */
  List<LastWords> awaitAll(List<Pod> pods) {
    List<LastWords> ends = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Pod pod : pods) {
      try {
        ends.add(lastWords(awaitGone(pod)));
      } catch (LastWords.Missing e) {
        missing.add(nameOf(pod) + ": " + e.getMessage());
      }
    }
    assertThat(missing).as("pods without last words, of %d that ended", pods.size()).isEmpty();
    return ends;
  }

  private LastWords lastWords(Pod pod) throws LastWords.Missing {
    FollowedLog log =
        logs.of(pod).orElseThrow(() -> new LastWords.Missing("it was never seen to run"));
    String end = log.awaitEnd();
    try {
      return LastWords.in(log.text(), Ended.of(pod, AppLabel.of(pod)));
    } catch (LastWords.Missing e) {
      throw new LastWords.Missing(e.getMessage() + "; " + end + " " + log.remarks());
    }
  }

  private static String nameOf(Pod pod) {
    return pod.getMetadata().getName();
  }
}
