package io.lameduck.benchmarks.footprint;

import io.lameduck.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Starts without the library and with it, as many of each. */
record Starts(List<Start> without, List<Start> with) {
  /** In turn; the variables are those of the JVMs without and with. */
  static Starts alternating(int rounds, Map<String, String> without, Map<String, String> with)
      throws Exception {
    Starts starts = new Starts(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      starts.with.add(Start.with(with));
      starts.without.add(Start.without(without));
    }
    return starts;
  }

  /** A figure of both, and what the library adds to it. */
  List<String> row(String name, ToDoubleFunction<Start> figure) {
    Spread bare = spread(without, figure);
    Spread whole = spread(with, figure);
    return List.of(name, bare.text(), whole.text(), Spread.number(whole.median() - bare.median()));
  }

  private static Spread spread(List<Start> starts, ToDoubleFunction<Start> figure) {
    return Spread.of(starts.stream().mapToDouble(figure).boxed().toList());
  }
}
