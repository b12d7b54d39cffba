package io.lameduck.rehearsal.model;

import java.time.Duration;
import java.util.List;

/**
 * How many requests ended in each slice of the rehearsal. The number of slices is bounded: a longer
 * rehearsal has longer ones.
 *
 * @param slice the length of each; the first begins with the rehearsal
 */
public record Timeline(Duration slice, List<Track> tracks) {
  public Timeline {
    tracks = List.copyOf(tracks);
  }

  /**
   * The requests of one kind of client to one pod.
   *
   * @param pod empty for requests that found no pod to go to
   * @param good how many were answered, by slice
   * @param failed how many failed, by slice
   */
  public record Track(String pod, ClientKind client, List<Integer> good, List<Integer> failed) {
    public Track {
      good = List.copyOf(good);
      failed = List.copyOf(failed);
    }
  }
}
