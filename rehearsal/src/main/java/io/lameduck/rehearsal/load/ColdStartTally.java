package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latency of each pod's first requests apart from that of later ones, in a histogram for
 * each pod and kind of client, however many requests there are. Not thread-safe: {@link Tally}
 * calls it under the lock it holds anyway.
 */
final class ColdStartTally {
  static final int FIRST = 1000;

  /** Those whose answers take as long as the service needs: see {@link ColdStarts}. */
  private static final Set<ClientKind> COMPARABLE =
      EnumSet.complementOf(
          EnumSet.of(
              ClientKind.BURST,
              ClientKind.SLOW,
              ClientKind.UPLOAD,
              ClientKind.STREAMING,
              ClientKind.LARGE,
              ClientKind.GRPC_STREAMING));

  /** The first requests of one pod. */
  private static final class FirstRequests {
    private final Map<ClientKind, Histogram> byClient = new EnumMap<>(ClientKind.class);
    private int count;
    private @Nullable Duration complete;

    /** A slow one is one of the first even if 1,000 others are answered before it. */
    boolean isBegunAt(Duration begun) {
      return complete == null || begun.compareTo(complete) < 0;
    }

    void add(ClientKind client, Duration answered, Duration took) {
      record(byClient, client, took);
      count++;
      if (count == FIRST) {
        complete = answered;
      }
    }
  }

  private final Map<String, FirstRequests> byPod = new HashMap<>();
  private final Map<ClientKind, Histogram> steady = new EnumMap<>(ClientKind.class);

  /** A request was answered well, at this moment since the rehearsal began. */
  void served(ClientKind client, String pod, Duration answered, Duration took) {
    if (pod.isEmpty() || !COMPARABLE.contains(client)) {
      return;
    }
    FirstRequests first = byPod.computeIfAbsent(pod, any -> new FirstRequests());
    if (first.isBegunAt(answered.minus(took))) {
      first.add(client, answered, took);
    } else {
      record(steady, client, took);
    }
  }

  private static void record(
      Map<ClientKind, Histogram> histograms, ClientKind client, Duration took) {
    histograms
        .computeIfAbsent(client, any -> new Histogram(Tally.LONGEST_MICROS, Tally.DIGITS))
        .recordValue(Math.min(took.toNanos() / 1000, Tally.LONGEST_MICROS));
  }

  /** Of every pod, and of all together that are none of those there were at the start. */
  ColdStarts coldStarts(Set<String> atTheStart) {
    Map<String, ColdStart> pods = new HashMap<>();
    Comparison ofNewPods = new Comparison(steady);
    byPod.forEach(
        (pod, first) -> {
          Comparison ofPod = new Comparison(steady);
          ofPod.add(first.byClient);
          ofPod.result().ifPresent(result -> pods.put(pod, result));
          if (!atTheStart.contains(pod)) {
            ofNewPods.add(first.byClient);
          }
        });
    return new ColdStarts(pods, ofNewPods.result().orElse(null));
  }
}
