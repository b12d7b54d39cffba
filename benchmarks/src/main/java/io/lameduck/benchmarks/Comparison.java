package io.lameduck.benchmarks;

/** Candidates that are measured side by side, in turn, for so many rounds. */
public interface Comparison {
  /** The heading of its section on the page of results. */
  String title();

  /**
   * Measures, which may take many minutes.
   *
   * @param rounds how often each candidate has its turn
   * @return its section in Markdown, without the heading
   * @throws Exception when a candidate cannot be measured; what is on the page stays
   */
  String measure(int rounds) throws Exception;
}
