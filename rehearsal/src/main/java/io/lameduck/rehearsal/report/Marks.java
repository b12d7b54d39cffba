package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The requests to one pod in columns of time, at most 300 of them. */
final class Marks {
  private static final int MAX_COLUMNS = 300;

  private final Duration column;
  private final long[] good;
  private final long[] failed;

  private Marks(Duration column, int columns) {
    this.column = column;
    this.good = new long[columns];
    this.failed = new long[columns];
  }

  /** Those of all clients together. */
  static Marks of(String pod, Timeline timeline) {
    List<Track> tracks =
        timeline.tracks().stream().filter(track -> track.pod().equals(pod)).toList();
    int slices = tracks.stream().mapToInt(track -> track.good().size()).max().orElse(0);
    int perColumn = Math.max(1, (slices + MAX_COLUMNS - 1) / MAX_COLUMNS);
    Marks marks =
        new Marks(timeline.slice().multipliedBy(perColumn), (slices + perColumn - 1) / perColumn);
    for (Track track : tracks) {
      add(track.good(), perColumn, marks.good);
      add(track.failed(), perColumn, marks.failed);
    }
    return marks;
  }

  private static void add(List<Integer> slices, int perColumn, long[] columns) {
    for (int i = 0; i < slices.size(); i++) {
      columns[i / perColumn] += slices.get(i);
    }
  }

  int columns() {
    return good.length;
  }

  long good(int index) {
    return good[index];
  }

  long failed(int index) {
    return failed[index];
  }

  /** The column of a moment. */
  int columnAt(Duration at) {
    return Math.toIntExact(at.dividedBy(column));
  }

  /** When a column begins. */
  Duration at(int index) {
    return column.multipliedBy(index);
  }

  /** So many requests in one column, as so many a second. */
  double perSecond(long requests) {
    return requests / (column.toNanos() / 1e9);
  }

  /** Of the column with the most requests, the failed ones among them. */
  double peakPerSecond() {
    return perSecond(
        IntStream.range(0, columns()).mapToLong(i -> good[i] + failed[i]).max().orElse(0));
  }

  boolean isEmpty() {
    return good.length == 0;
  }
}
