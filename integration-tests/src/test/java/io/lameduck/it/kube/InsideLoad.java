package io.lameduck.it.kube;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients inside of the cluster: the prober of the example okeydokey, which is the command line of
 * the rehearsal, asks a Service.
 */
final class InsideLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As the prober tells it. */
  record Score(long requests, long failed, Map<String, Long> failures) {}

  private final Namespace namespace;
  private final PodContainer prober;

  private InsideLoad(Namespace namespace, PodContainer prober) {
    this.namespace = namespace;
    this.prober = prober;
  }

  /**
   * Starts it, and waits until it counts.
   *
   * @param target as in {@code okeydokey:80}
   * @param clients as in {@code kept-alive=4 slow=2,/slow}
   */
  static InsideLoad start(Namespace namespace, String target, String clients) {
    namespace.apply(
        Manifest.of("okeydokey", "prober.yaml").set("TARGET", target).set("CLIENTS", clients));
    return new InsideLoad(namespace, PodContainer.anyReady(namespace, "prober"));
  }

  /** What its clients have seen so far. */
  Score score() {
    String json = namespace.get(prober.pod(), 8080, "/results");
    return JsonMapper.shared().readValue(json, Score.class);
  }

  /** Waits until so many more requests were made, and tells what its clients have seen by then. */
  Score scoreAfter(long more) {
    long enough = score().requests() + more;
    return await(more + " more requests")
        .atMost(PATIENCE)
        .until(this::score, score -> score.requests() >= enough);
  }

  /** Ends it: the message that it leaves is the final score. */
  Ended stop() {
    prober.signal("TERM");
    return prober.awaitEnd();
  }
}
