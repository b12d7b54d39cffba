package io.lameduck.rehearsal.report;

import java.util.ArrayList;
import java.util.List;

/** Puts labels side by side, each as near as may be to what it names. */
final class Spread {
  private static final double GAP = 7;

  private final double from;
  private final double to;

  private Spread(double from, double to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Labels that would meet, side by side.
   *
   * @param count how many they are
   * @param width of all, with the gaps between them
   * @param wanted the sum of the places at which each wants the first of them to be
   */
  private record Group(int count, double width, double wanted) {
    Group with(Group next) {
      double offset = width + GAP;
      return new Group(
          count + next.count, offset + next.width, wanted + next.wanted - next.count * offset);
    }
  }

  /** Where each begins; they are given from left to right, by the middle of what they name. */
  static double[] lefts(List<Double> centres, List<String> labels, double from, double to) {
    Spread spread = new Spread(from, to);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      double width = TextWidth.of(labels.get(i));
      spread.add(groups, new Group(1, width, centres.get(i) - width / 2));
    }
    return spread.lefts(groups, labels);
  }

  private void add(List<Group> groups, Group next) {
    Group joined = next;
    while (!groups.isEmpty() && isMet(groups.get(groups.size() - 1), joined)) {
      joined = groups.remove(groups.size() - 1).with(joined);
    }
    groups.add(joined);
  }

  private boolean isMet(Group one, Group next) {
    return left(one) + one.width() + GAP > left(next);
  }

  /** As near as may be to all of them together. */
  private double left(Group group) {
    double left = group.wanted() / group.count();
    return Math.max(from, Math.min(left, to - group.width()));
  }

  private double[] lefts(List<Group> groups, List<String> labels) {
    double[] lefts = new double[labels.size()];
    int label = 0;
    for (Group group : groups) {
      double left = left(group);
      for (int i = 0; i < group.count(); i++) {
        lefts[label] = left;
        left += TextWidth.of(labels.get(label)) + GAP;
        label++;
      }
    }
    return lefts;
  }
}
