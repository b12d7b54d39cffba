package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.Latency;
import tools.jackson.databind.node.ObjectNode;

/** The latency of new pods, for programs; without a steady state, that of the first requests. */
final class ColdStartJson {
  private ColdStartJson() {}

  static void write(ColdStart coldStart, ObjectNode node) {
    node.put("conclusive", coldStart.conclusive());
    coldStart.ratio().ifPresent(ratio -> node.put("p99Ratio", ratio));
    node.put("firstRequests", coldStart.requests());
    write("first", coldStart.first(), node);
    node.put("steadyRequests", coldStart.steadyRequests());
    if (coldStart.steadyRequests() > 0) {
      write("steady", coldStart.steady(), node);
    }
  }

  private static void write(String name, Latency latency, ObjectNode node) {
    node.put(name + "MedianSeconds", latency.median().toNanos() / 1e9);
    node.put(name + "P99Seconds", latency.p99().toNanos() / 1e9);
    node.put(name + "MaxSeconds", latency.max().toNanos() / 1e9);
  }
}
