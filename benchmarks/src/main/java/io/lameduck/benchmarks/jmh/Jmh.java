package io.lameduck.benchmarks.jmh;

import io.lameduck.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the methods of a benchmark in rounds, each in a JVM of its own, so that what disturbs the
 * machine for a minute disturbs all of them.
 */
final class Jmh {
  private final String methods;
  private final int threads;
  private final boolean virtual;
  private final Map<String, List<Measured>> figures = new LinkedHashMap<>();

  /**
   * Methods of benchmarks.
   *
   * @param methods a regular expression of what JMH shall run
   * @param virtual whether the threads are virtual ones
   */
  Jmh(String methods, int threads, boolean virtual) {
    this.methods = methods;
    this.threads = threads;
    this.virtual = virtual;
  }

  /** Gives each method one more turn. */
  void round() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(methods)
            .threads(threads)
            .forks(1)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (virtual) {
      // A carrier for each: JMH's threads wait for each other by spinning, which starves the
      // others.
      options.jvmArgsAppend(
          "-Djmh.executor=VIRTUAL", "-Djdk.virtualThreadScheduler.parallelism=" + threads);
    }
    new Runner(options.build()).run().forEach(this::keep);
  }

  Spread nanos(String method) {
    return spread(method, Measured::nanos);
  }

  Spread bytes(String method) {
    return spread(method, Measured::bytes);
  }

  private Spread spread(String method, ToDoubleFunction<Measured> figure) {
    return Spread.of(figures.get(method).stream().mapToDouble(figure).boxed().toList());
  }

  private void keep(RunResult result) {
    String name = result.getParams().getBenchmark();
    String method = name.substring(name.lastIndexOf('.') + 1);
    double nanos = result.getPrimaryResult().getScore();
    double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    figures.computeIfAbsent(method, any -> new ArrayList<>()).add(new Measured(nanos, bytes));
  }
}
