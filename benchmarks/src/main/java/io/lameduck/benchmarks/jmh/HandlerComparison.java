package io.lameduck.benchmarks.jmh;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;

/** What each adapter adds to a request, against the same chain without it. */
public final class HandlerComparison implements Comparison {
  @Override
  public String title() {
    return "Handlers";
  }

  @Override
  public String measure(int rounds) throws Exception {
    Jmh jmh = new Jmh("(Filter|JdkHandler|NettyHandler)Benchmark", 1, false);
    for (int round = 0; round < rounds; round++) {
      jmh.round();
    }
    Table table = new Table("a request", "ns without", "ns with", "ns added", "bytes added");
    add(table, jmh, "JDK server", "handler", "handlerTracked");
    add(table, jmh, "servlet filter", "emptyChain", "filteredChain");
    add(table, jmh, "Netty, HTTP/1.1", "http1", "http1Drained");
    add(table, jmh, "Netty, HTTP/2", "http2", "http2Drained");
    return ABOUT + "\n" + table.text();
  }

  private static void add(Table table, Jmh jmh, String name, String without, String with) {
    Spread bare = jmh.nanos(without);
    Spread whole = jmh.nanos(with);
    double bytes = jmh.bytes(with).median() - jmh.bytes(without).median();
    table.row(
        name,
        bare.text(),
        whole.text(),
        Spread.number(whole.median() - bare.median()),
        Spread.number(Math.rint(bytes)));
  }

  private static final String ABOUT =
      """
      One thread, an application that does nothing, no network: the whole of what the library adds,
      in nanoseconds and bytes allocated for each request. A request over a real connection costs
      ten thousand nanoseconds and more.
      """;
}
