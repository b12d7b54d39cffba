package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.Latency;
import tools.jackson.databind.node.ObjectNode;

/** The latency of new pods, for programs. */
final class ColdStartJson {
  private ColdStartJson() {}

  static void write(ColdStart coldStart, ObjectNode node) {
    node.put("conclusive", coldStart.conclusive());
    node.put("p99Ratio", coldStart.ratio());
    write("first", coldStart.requests(), coldStart.first(), node);
    write("steady", coldStart.steadyRequests(), coldStart.steady(), node);
  }

  private static void write(String name, long requests, Latency latency, ObjectNode node) {
    node.put(name + "Requests", requests);
    node.put(name + "MedianSeconds", latency.median().toNanos() / 1e9);
    node.put(name + "P99Seconds", latency.p99().toNanos() / 1e9);
    node.put(name + "MaxSeconds", latency.max().toNanos() / 1e9);
  }
}
