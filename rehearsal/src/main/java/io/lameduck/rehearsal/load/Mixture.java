package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Histograms of microseconds as one, in which some values count for more than others. */
final class Mixture {
  /** Far less than one request, far more than the sums of weights are wrong by. */
  private static final double ROUNDING = 1e-9;

  private final TreeMap<Long, Double> weights = new TreeMap<>();
  private double sum;
  private double sumOfSquares;

  /** Adds a histogram, each value of which counts for so much. */
  void add(Histogram micros, double weight) {
    for (HistogramIterationValue value : micros.recordedValues()) {
      double added = weight * value.getCountAtValueIteratedTo();
      weights.merge(value.getValueIteratedTo(), added, Double::sum);
      sum += added;
      sumOfSquares += weight * added;
    }
  }

  /**
   * How many values of one weight would say as much (Kish's effective sample size): a thousand, ten
   * of which stand for nearly all, say little more than ten.
   */
  long effectiveCount() {
    return sumOfSquares == 0 ? 0 : Math.round(sum * sum / sumOfSquares);
  }

  /** All zero if there is no value. */
  Latency latency() {
    return new Latency(quantile(0.5), quantile(0.99), quantile(1));
  }

  private Duration quantile(double share) {
    double counted = 0;
    long micros = 0;
    for (Map.Entry<Long, Double> value : weights.entrySet()) {
      counted += value.getValue();
      micros = value.getKey();
      if (counted >= sum * (share - ROUNDING)) {
        break;
      }
    }
    return Duration.ofNanos(1000 * micros);
  }
}
