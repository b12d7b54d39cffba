package io.lameduck.internal.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The name that was probably meant by one that does not exist. Names are words joined by "_". */
record NearestName(Collection<String> known) {
  Optional<String> to(String name) {
    return known.stream()
        .filter(candidate -> isNear(name, candidate))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  private static boolean isNear(String name, String candidate) {
    return isClose(name, candidate)
        || words(candidate).containsAll(words(name))
        || words(name).containsAll(words(candidate));
  }

  /** Compares the lengths first: the distance of a very long name takes long to compute. */
  private static boolean isClose(String name, String candidate) {
    int max = candidate.length() / 4;
    return Math.abs(name.length() - candidate.length()) <= max && distance(name, candidate) <= max;
  }

  private static Set<String> words(String name) {
    return new HashSet<>(Arrays.asList(name.split("_", -1)));
  }

  /** How many letters were added, left out, mistaken or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int mistaken = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(mistaken, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    return isSwap(a, b, i, j) ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
