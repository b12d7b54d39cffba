package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How large a share of the clients knows a pod, from some moment on. */
record KnownShare(Duration from, double share) {
  private record Learning(Duration at, double change) {}

  /** Every change of the share, in order; before the first one it is zero. */
  static List<KnownShare> of(String pod, Report report) {
    Propagation propagation = report.propagation();
    if (propagation == null) {
      return List.of(); // a cluster tells nobody when which client learns
    }
    List<Learning> learnings = new ArrayList<>();
    for (EndpointChange change : report.endpoints()) {
      if (change.pod().equals(pod)) {
        learn(change, propagation, report, learnings);
      }
    }
    learnings.sort(Comparator.comparing(Learning::at));
    return summed(learnings);
  }

  /** A change before the load began is known to every client at once. */
  private static void learn(
      EndpointChange change, Propagation propagation, Report report, List<Learning> learnings) {
    double slow = 1.0 / propagation.tailEvery();
    double sign = change.added() ? 1 : -1;
    if (change.at().compareTo(report.loadBegan()) <= 0) {
      learnings.add(new Learning(change.at(), sign));
    } else {
      learnings.add(new Learning(change.at().plus(propagation.usual()), sign * (1 - slow)));
      learnings.add(new Learning(change.at().plus(propagation.tail()), sign * slow));
    }
  }

  private static List<KnownShare> summed(List<Learning> learnings) {
    List<KnownShare> shares = new ArrayList<>();
    double share = 0;
    for (Learning learning : learnings) {
      share += learning.change();
      shares.add(new KnownShare(learning.at(), share));
    }
    return shares;
  }
}
