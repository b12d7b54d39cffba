package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts requests by slices of time, in memory that does not grow: when the last slice is over, two
 * neighbours each become one. Not thread-safe.
 */
final class Tracks {
  static final int SLICES = 1200;
  private static final Duration FIRST_SLICE = Duration.ofMillis(50);

  private record Key(String pod, ClientKind client) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byPod = pod.compareTo(other.pod);
      return byPod != 0 ? byPod : client.compareTo(other.client);
    }
  }

  private static final class Counts {
    private final int[] good = new int[SLICES];
    private final int[] failed = new int[SLICES];
  }

  private final Map<Key, Counts> tracks = new TreeMap<>();
  private Duration slice = FIRST_SLICE;
  private int used;

  void add(Duration at, String pod, ClientKind client, boolean good) {
    while (index(at) >= SLICES) {
      tracks.values().forEach(Tracks::halve);
      slice = slice.multipliedBy(2);
      used = (used + 1) / 2;
    }
    Counts counts = tracks.computeIfAbsent(new Key(pod, client), any -> new Counts());
    (good ? counts.good : counts.failed)[index(at)]++;
    used = Math.max(used, index(at) + 1);
  }

  private int index(Duration at) {
    return Math.toIntExact(at.dividedBy(slice));
  }

  private static void halve(Counts counts) {
    halve(counts.good);
    halve(counts.failed);
  }

  private static void halve(int[] counts) {
    for (int i = 0; i < SLICES / 2; i++) {
      counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    Arrays.fill(counts, SLICES / 2, SLICES, 0);
  }

  Timeline timeline() {
    return new Timeline(
        slice,
        tracks.entrySet().stream().map(each -> track(each.getKey(), each.getValue())).toList());
  }

  private Track track(Key key, Counts counts) {
    return new Track(key.pod(), key.client(), list(counts.good), list(counts.failed));
  }

  private List<Integer> list(int[] counts) {
    return Arrays.stream(counts, 0, used).boxed().collect(Collectors.toUnmodifiableList());
  }
}
