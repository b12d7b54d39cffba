package io.lameduck.rehearsal.cluster;

import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The results of clients that began later than the rehearsal, in its own time. Slices of the
 * timeline stay as long as they are, so they are moved by whole ones.
 */
final class Shifted {
  private Shifted() {}

  /**
   * @param late what the pods tell themselves, since their clients cannot know it
   */
  static Results results(Results seen, Duration by, Map<String, LateConnections> late) {
    return new Results(
        seen.byClient(),
        seen.byPod(),
        seen.latency(),
        late,
        seen.failures().stream().map(failure -> failure(failure, by)).toList(),
        timeline(seen.timeline(), by),
        ColdStarts.none()); // the Service is no pod that starts
  }

  private static Failure failure(Failure failure, Duration by) {
    return new Failure(
        failure.at().plus(by), failure.client(), failure.pod(), failure.kind(), failure.detail());
  }

  private static Timeline timeline(Timeline timeline, Duration by) {
    int slices =
        Math.toIntExact(by.plus(timeline.slice().dividedBy(2)).dividedBy(timeline.slice()));
    return new Timeline(
        timeline.slice(),
        timeline.tracks().stream()
            .map(
                track ->
                    new Timeline.Track(
                        track.pod(),
                        track.client(),
                        behind(slices, track.good()),
                        behind(slices, track.failed())))
            .toList());
  }

  private static List<Integer> behind(int zeros, List<Integer> counts) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(zeros, 0));
    all.addAll(counts);
    return all;
  }
}
